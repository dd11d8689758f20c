// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.custode.api.error.Problem;
import io.custode.api.plugin.PluginId;
import io.custode.core.gate.OutOfService;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HoldTest {
  private static final String NOTES = "/api/v1/plugins/hello/notes";
  private static final PluginId HELLO = Door.HELLO.plugin();
  private static final int CONNECTIONS = 20;

  private Door door;

  private Door open(Map<String, Object> settings) throws Exception {
    door = new Door(settings);
    door.people.technician("tech", "hello.note.read", "core.thing.read");
    return door;
  }

  @AfterEach
  void close() {
    door.close();
  }

  @Test
  void nobodyNoticesThatAPluginIsReplaced() throws Exception {
    open(Map.of("requestsPerSecond", 1_000_000, "burst", 1_000_000));
    door.publishCore(new Resources.Things(door.people));
    Object current = new Resources.Notes("0");
    door.publishHello(1, current);
    var stop = new AtomicBoolean();
    var requests = new AtomicInteger();
    var failures = new ConcurrentHashMap<String, Integer>();
    var seen = ConcurrentHashMap.<String>newKeySet();
    ExecutorService readers = Executors.newFixedThreadPool(CONNECTIONS);
    var running = new ArrayList<Future<?>>();
    for (int i = 0; i < CONNECTIONS; i++) {
      var path = i % 4 == 0 ? "/api/v1/things" : NOTES;
      running.add(readers.submit(() -> read(path, stop, requests, failures, seen)));
    }
    for (int version = 1; version <= 10; version++) {
      int before = requests.get();
      await().atMost(Duration.ofSeconds(60)).until(() -> requests.get() > before + 200);
      current = replace(current, "" + version);
    }
    stop.set(true);
    for (var reader : running) {
      reader.get();
    }
    readers.shutdown();
    assertThat(failures).isEmpty();
    assertThat(seen).contains("[\"0\"]", "[\"10\"]");
    assertThat(requests.get()).isGreaterThan(2000);
    assertThat(door.slots.parkedEver()).isPositive();
    assertThat(door.slots.parkedNow()).isZero();
  }

  private void read(
      String path,
      AtomicBoolean stop,
      AtomicInteger requests,
      Map<String, Integer> failures,
      Set<String> seen) {
    while (!stop.get()) {
      var answer = door.get("tech", path);
      requests.incrementAndGet();
      if (answer.status() != 200) {
        failures.merge(answer.status() + " " + answer.body(), 1, Integer::sum);
      } else if (path.equals(NOTES)) {
        seen.add(answer.body());
      }
    }
  }

  /** As the lifecycle does it. */
  private Object replace(Object current, String version) {
    var next = new Resources.Notes(version);
    door.slots.hold(HELLO);
    assertThat(door.slots.drain(HELLO, Duration.ofSeconds(30))).isTrue();
    door.publisher.remove(Door.HELLO, current, true);
    door.publisher.add(Door.HELLO, next);
    assertThat(door.slots.awaitPublished(HELLO, 1, Duration.ofSeconds(30))).isTrue();
    door.slots.open(HELLO);
    return next;
  }

  @Test
  void whatIsOutOfServiceIsRefusedWithTheReasonAndNotParked() throws Exception {
    open(Map.of());
    door.publishCore(new Resources.Things(door.people));
    door.publishHello(1, new Resources.Notes("1"));
    var why =
        new Problem(
            Problem.Kind.UNAVAILABLE, "plugin-quarantined", "It is out.", "Ask an administrator.");
    OutOfService hello =
        plugin -> plugin.equals(HELLO) ? Optional.of(why) : Optional.<Problem>empty();
    door.gate.bindOutOfService(hello);
    door.slots.hold(HELLO);

    var refused = door.get("tech", NOTES);
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.body()).contains("plugin-quarantined", "It is out.", "an administrator");
    assertThat(door.slots.parkedEver()).isZero();
    assertThat(door.get("tech", "/api/v1/things").status()).isEqualTo(200);

    door.slots.open(HELLO);
    door.gate.unbindOutOfService(hello);
    assertThat(door.get("tech", NOTES).status()).isEqualTo(200);
  }

  @Test
  void drainWaitsForThoseUnderWay() throws Exception {
    open(Map.of());
    var notes = new Resources.Notes("1");
    door.publishHello(1, notes);
    var slow = async(NOTES + "/slow");
    notes.entered.await();
    door.slots.hold(HELLO);
    assertThat(door.slots.drain(HELLO, Duration.ofMillis(200))).isFalse();
    var parked = async(NOTES);
    await().until(() -> door.slots.parkedNow() == 1);
    notes.mayEnd.countDown();
    assertThat(door.slots.drain(HELLO, Duration.ofSeconds(30))).isTrue();
    assertThat(slow.get().body()).isEqualTo("[\"slow 1\"]");
    assertThat(parked).isNotDone();
    door.slots.open(HELLO);
    assertThat(parked.get().body()).isEqualTo("[\"1\"]");
  }

  @Test
  void parkedRequestsOfAPluginThatIsGoneAre404() throws Exception {
    open(Map.of());
    var notes = new Resources.Notes("1");
    door.publishHello(1, notes);
    door.slots.hold(HELLO);
    var parked = async(NOTES);
    await().until(() -> door.slots.parkedNow() == 1);
    door.publisher.remove(Door.HELLO, notes, true);
    door.slots.open(HELLO);
    assertThat(parked.get().statusCode()).isEqualTo(404);
    assertThat(door.get("tech", NOTES).status()).isEqualTo(404);
  }

  @Test
  void nobodyWaitsForEver() throws Exception {
    open(Map.of("parkSeconds", 1));
    door.publishHello(1, new Resources.Notes("1"));
    door.slots.hold(HELLO);
    var late = new Door.Answer(async(NOTES).get());
    assertThat(late.status()).isEqualTo(503);
    assertThat(late.problem()).isEqualTo("unavailable");
    assertThat(late.header("Retry-After")).isEqualTo("2");
    assertThat(door.slots.parkedNow()).isZero();
    door.slots.open(HELLO);
    assertThat(door.get("tech", NOTES).status()).isEqualTo(200);
  }

  @Test
  void noMoreWaitThanMay() throws Exception {
    open(Map.of("parked", 3));
    door.publishHello(1, new Resources.Notes("1"));
    door.slots.hold(HELLO);
    List<CompletableFuture<HttpResponse<String>>> waiting =
        List.of(async(NOTES), async(NOTES), async(NOTES));
    await().until(() -> door.slots.parkedNow() == 3);
    var refused = door.get("tech", NOTES);
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.problem()).isEqualTo("unavailable");
    door.slots.open(HELLO);
    for (var one : waiting) {
      assertThat(one.get().statusCode()).isEqualTo(200);
    }
    assertThat(door.slots.parkedNow()).isZero();
    assertThat(door.slots.refusedEver()).isEqualTo(1);
  }

  @Test
  void aHeldPluginStillRefusesWhoMayNot() throws Exception {
    open(Map.of());
    door.publishHello(1, new Resources.Notes("1"));
    door.slots.hold(HELLO);
    assertThat(door.get(null, NOTES).status()).isEqualTo(401);
    assertThat(door.slots.parkedNow()).isZero();
  }

  private CompletableFuture<HttpResponse<String>> async(String path) {
    return door.http.sendAsync(door.request("tech", path).build(), BodyHandlers.ofString());
  }
}
