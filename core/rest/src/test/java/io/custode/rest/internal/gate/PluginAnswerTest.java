// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.custode.api.access.RequiresPermission;
import io.custode.api.error.Unavailable;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A plugin's answer is whole, or it is none; whoever is late reaches nobody any more. */
class PluginAnswerTest {
  private static final String THINGS = "/api/v1/plugins/hello/answers";

  /** Answers in ways that nobody should. */
  @Path("answers")
  public static final class Answers {
    final CountDownLatch go = new CountDownLatch(1);
    final AtomicReference<Throwable> late = new AtomicReference<>();

    @GET
    @Path("thread")
    @RequiresPermission("hello.note.read")
    public List<String> thread() {
      return List.of(Thread.currentThread().getName());
    }

    @GET
    @Path("huge")
    @RequiresPermission("hello.note.read")
    public String huge() {
      return "x".repeat(5000);
    }

    @GET
    @Path("written")
    @RequiresPermission("hello.note.read")
    public void written(@Context HttpServletResponse response) throws IOException {
      response.getWriter().write("x".repeat(5000));
    }

    @GET
    @Path("throws")
    @RequiresPermission("hello.note.read")
    public String fails() {
      throw new IllegalStateException("on purpose");
    }

    @GET
    @Path("refuses")
    @RequiresPermission("hello.note.read")
    public String refuses() {
      throw new Unavailable("Not now.", Duration.ofSeconds(1));
    }

    @GET
    @Path("late")
    @RequiresPermission("hello.note.read")
    public List<String> late(
        @Context HttpServletRequest request, @Context HttpServletResponse response)
        throws InterruptedException {
      response.setHeader("X-Half", "done");
      go.await();
      try {
        response.setHeader("X-Secret", "of another");
        response.getOutputStream().write(1);
        request.getHeader("Authorization");
      } catch (Exception e) {
        late.set(e);
      }
      return List.of("late");
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("hello.note.read")
    public Response add(List<String> what) {
      return Response.created(URI.create("answers/7")).entity(what).build();
    }
  }

  private final Answers answers = new Answers();
  private Door door;

  @BeforeEach
  void open() throws Exception {
    door = new Door(Map.of("answerBytes", 4000, "bodyBytes", 3000));
    door.people.technician("tech", "hello.note.read", "core.thing.read");
    door.publishCore(new Resources.Things(door.people));
    door.publishHello(1, answers);
  }

  @AfterEach
  void close() {
    answers.go.countDown();
    door.close();
  }

  @Test
  void comesFromAThreadOfThePlugins() {
    assertThat(door.get("tech", THINGS + "/thread").body()).isEqualTo("[\"plugin\"]");
  }

  @Test
  void isTheSameAsItWouldBeOnAnyThread() {
    var made = door.post("tech", THINGS, "[\"a\",\"ü\"]");
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.body()).isEqualTo("[\"a\",\"ü\"]");
    assertThat(made.header("Location")).endsWith("/answers/7");
    assertThat(made.header("X-Content-Type-Options")).isEqualTo("nosniff");
    var head = door.send(door.request("tech", THINGS + "/thread").method("HEAD", noBody()));
    assertThat(head.status()).isEqualTo(200);
    assertThat(door.post("tech", THINGS, "[\"" + "x".repeat(4000) + "\"]").status()).isEqualTo(413);
    assertThat(door.get("tech", THINGS + "/nothing").problem()).isEqualTo("no-route");
  }

  private static java.net.http.HttpRequest.BodyPublisher noBody() {
    return java.net.http.HttpRequest.BodyPublishers.noBody();
  }

  @ParameterizedTest
  @ValueSource(strings = {"huge", "written"})
  void tooLargeIsNoneAndCountsAsFailed(String how) {
    var answer = door.get("tech", THINGS + "/" + how);
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.problem()).isEqualTo("answer-too-large");
    assertThat(answer.body()).contains("hello", "4000").hasSizeLessThan(1000);
    assertThat(door.calls.failed).hasValue(1);
  }

  @Test
  void whatItThrowsCountsAsFailedUnlessItRefuses() {
    var failed = door.get("tech", THINGS + "/throws");
    assertThat(failed.status()).isEqualTo(500);
    assertThat(failed.problem()).isEqualTo("internal");
    assertThat(door.calls.failed).hasValue(1);

    assertThat(door.get("tech", THINGS + "/refuses").status()).isEqualTo(503);
    assertThat(door.get("tech", THINGS + "/thread").status()).isEqualTo(200);
    assertThat(door.calls.failed).hasValue(1);
  }

  @Test
  void tooLateIsNoneAndReachesNobodyElse() {
    door.calls.longest = Duration.ofMillis(200);
    var answer = door.get("tech", THINGS + "/late");
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.problem()).isEqualTo("plugin-too-slow");
    assertThat(answer.headers("X-Half")).isEmpty();
    door.calls.longest = Duration.ofSeconds(20);
    // the container uses the same request and response for these
    assertThat(door.get("tech", THINGS + "/thread").status()).isEqualTo(200);
    answers.go.countDown();
    await().untilAsserted(() -> assertThat(answers.late.get()).isNotNull());
    assertThat(answers.late.get())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("over");
    for (int i = 0; i < 10; i++) {
      var next = door.get("tech", THINGS + "/thread");
      assertThat(next.body()).isEqualTo("[\"plugin\"]");
      assertThat(next.headers("X-Secret")).isEmpty();
    }
  }
}
