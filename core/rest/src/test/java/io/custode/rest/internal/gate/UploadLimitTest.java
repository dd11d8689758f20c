// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.gate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.custode.api.plugin.PluginUpload;
import io.custode.api.plugin.Plugins;
import io.custode.rest.internal.core.PluginUploadsResource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody sends 500 MiB where a jar of at most 64 MiB is taken, over a real connection. */
class UploadLimitTest {
  private static final String UPLOADS = "/api/v1/plugin-uploads";
  private static final long MIB = 1 << 20;
  private static final long HUGE = 500 * MIB;
  private static final long LIMIT = 64 * MIB;

  private final AtomicLong taken = new AtomicLong();
  private Door door;

  @BeforeEach
  void open() throws Exception {
    door = new Door();
    door.people.technician("boss", "core.plugin.install");
    door.people.technician("guest", "core.thing.read");
    door.publisher.declare(Door.CORE, Door.permissions("core.plugin.install"));
    door.publishCore(new PluginUploadsResource(plugins()));
  }

  @AfterEach
  void close() {
    door.close();
  }

  /** Counts what comes, as far as it is taken. */
  private Plugins plugins() {
    return (Plugins)
        Proxy.newProxyInstance(
            UploadLimitTest.class.getClassLoader(),
            new Class<?>[] {Plugins.class},
            (proxy, method, arguments) -> take((InputStream) arguments[0]));
  }

  private PluginUpload take(InputStream jar) throws IOException {
    var part = new byte[1 << 16];
    for (int read = jar.read(part); read >= 0; read = jar.read(part)) {
      taken.addAndGet(read);
    }
    return new PluginUpload("upload:1", taken.get(), Instant.EPOCH);
  }

  /**
   * How it ended.
   *
   * @param sent how much of the body, until the answer came
   */
  private record Ending(String answer, long sent) {}

  private Ending send(String who, String... headers) throws Exception {
    boolean chunked = headers[0].startsWith("Transfer-Encoding");
    try (var socket = new Socket("127.0.0.1", door.port())) {
      var answer = CompletableFuture.supplyAsync(() -> read(socket));
      var head =
          "POST %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n"
                  .formatted(UPLOADS, who)
              + "Content-Type: application/octet-stream\r\n"
              + String.join("\r\n", headers)
              + "\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(ISO_8859_1));
      long sent = write(socket.getOutputStream(), chunked, answer);
      return new Ending(answer.get(20, TimeUnit.SECONDS), sent);
    }
  }

  private static long write(OutputStream out, boolean chunked, Future<String> answer) {
    var part = new byte[1 << 16];
    long sent = 0;
    try {
      while (sent < HUGE && !answer.isDone()) {
        if (chunked) {
          out.write("10000\r\n".getBytes(ISO_8859_1));
        }
        out.write(part);
        if (chunked) {
          out.write("\r\n".getBytes(ISO_8859_1));
        }
        sent += part.length;
      }
    } catch (IOException e) {
      return sent; // the door closed the connection
    }
    return sent;
  }

  /** Until the problem document is there: the rest of the connection is of no interest. */
  private static String read(Socket socket) {
    var text = new StringBuilder();
    var part = new byte[1 << 12];
    try {
      var in = socket.getInputStream();
      for (int read = in.read(part); read >= 0; read = in.read(part)) {
        text.append(new String(part, 0, read, UTF_8));
        if (text.indexOf("\"todo\"") >= 0) {
          return text.toString();
        }
      }
      return text.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(text.toString(), e);
    }
  }

  private void assertTheNextOneWorks() {
    taken.set(0);
    var answer =
        door.send(
            door.request("boss", UPLOADS)
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofByteArray(new byte[(int) MIB])));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.json().get("size").asLong()).isEqualTo(MIB);
  }

  @Test
  void whatSaysThatItIsTooLargeIsNotRead() throws Exception {
    var ending = send("boss", "Content-Length: " + HUGE);

    assertThat(ending.answer()).startsWith("HTTP/1.1 413").contains("body-too-large");
    assertThat(ending.sent()).isLessThan(LIMIT);
    assertThat(taken).hasValue(0);
    assertTheNextOneWorks();
  }

  @Test
  void whatDoesNotSayItIsReadToTheLimit() throws Exception {
    var ending = send("boss", "Transfer-Encoding: chunked");

    assertThat(ending.answer()).startsWith("HTTP/1.1 413").contains("body-too-large");
    assertThat(taken.get()).isLessThanOrEqualTo(LIMIT);
    assertThat(ending.sent()).isLessThan(2 * LIMIT);
    assertTheNextOneWorks();
  }

  @Test
  void whoMayNotSendIsNotReadAtAll() throws Exception {
    var ending = send("guest", "Transfer-Encoding: chunked");

    assertThat(ending.answer()).startsWith("HTTP/1.1 403");
    assertThat(ending.sent()).isLessThan(LIMIT);
    assertThat(taken).hasValue(0);
    assertTheNextOneWorks();
  }
}
