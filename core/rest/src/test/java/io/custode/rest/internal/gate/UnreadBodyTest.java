// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.gate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Who is answered before all of his body was read keeps his connection, or is told that it ends:
 * his next request on it would else be lost, and nobody may repeat one that writes.
 */
class UnreadBodyTest {
  private static final int LENGTH = 200_000;

  private Door door;

  @BeforeEach
  void open() throws Exception {
    door = new Door();
    door.people.technician("boss", "core.thing.read", "core.thing.write");
    door.people.technician("guest", "core.thing.read");
    door.publishCore(new Resources.Things(door.people));
  }

  @AfterEach
  void close() {
    door.close();
  }

  @ParameterizedTest
  @CsvSource({
    "boss, /api/v1/things/no/such/way, 404",
    "boss, /api/v1/things/table.csv, 405",
    "guest, /api/v1/things, 403",
    "nobody, /api/v1/things, 401",
    "boss, /api/v1/elsewhere, 404"
  })
  void theConnectionHoldsOrIsSaidToEnd(String who, String path, int status) throws Exception {
    try (var socket = new Socket("127.0.0.1", door.port())) {
      socket.setSoTimeout(10_000);
      var out = socket.getOutputStream();
      var head =
          "POST %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n"
              + "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n";
      out.write(head.formatted(path, who, LENGTH).getBytes(ISO_8859_1));
      var body = ("{\"wrong\":" + "x".repeat(LENGTH)).substring(0, LENGTH).getBytes(UTF_8);
      out.write(body, 0, LENGTH / 2);
      var early = early(socket);
      if (early.contains("connection: close")) {
        assertThat(early).startsWith("http/1.1 " + status);
        assertThat(who).as("has his body read").isEqualTo("nobody");
        return;
      }
      out.write(body, LENGTH / 2, LENGTH - LENGTH / 2);
      assertThat(early.isEmpty() ? answer(socket) : early).startsWith("http/1.1 " + status);
      var next = "GET /api/v1/things HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer boss";
      out.write((next + "\r\n\r\n").getBytes(ISO_8859_1));
      assertThat(answer(socket)).startsWith("http/1.1 200");
    }
  }

  private static String early(Socket socket) throws IOException {
    socket.setSoTimeout(500);
    try {
      return answer(socket);
    } catch (SocketTimeoutException e) {
      return ""; // it waits for the rest
    } finally {
      socket.setSoTimeout(10_000);
    }
  }

  /**
   * @return its head in small letters; the body is read, too
   */
  private static String answer(Socket socket) throws IOException {
    var head = new StringBuilder();
    var in = socket.getInputStream();
    while (head.indexOf("\r\n\r\n") < 0) {
      int octet = in.read();
      if (octet < 0) {
        return "closed without an answer after: " + head;
      }
      head.append((char) octet);
    }
    var text = head.toString().toLowerCase(Locale.ROOT);
    int length = text.indexOf("content-length: ") + "content-length: ".length();
    in.readNBytes(Integer.parseInt(text.substring(length, text.indexOf('\r', length))));
    return text;
  }
}
