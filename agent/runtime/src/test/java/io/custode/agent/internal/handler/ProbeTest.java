// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.custode.agent.api.ActionContext;
import io.custode.agent.internal.handler.Probe.Answer;
import io.custode.agent.internal.handler.Probe.Target;
import io.custode.agent.protocol.Codec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProbeTest {
  @Test
  void itself() {
    assertThat(probe("self", null, null).ok()).isTrue();
  }

  @Test
  void ports() throws IOException {
    int port;
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = server.getLocalPort();
      assertThat(probe("tcp", "127.0.0.1", port).ok()).isTrue();
    }
    var closed = probe("tcp", "127.0.0.1", port);
    assertThat(closed.ok()).isFalse();
    assertThat(closed.detail()).contains("refused");
  }

  @Test
  void names() {
    assertThat(probe("dns", "localhost", null).detail()).isEqualTo("127.0.0.1");
    assertThat(probe("dns", "no.such.name.invalid", null).ok()).isFalse();
  }

  @Test
  void pages() throws IOException {
    var server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 1);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(418, -1);
          exchange.close();
        });
    server.start();
    try {
      var url = "http://127.0.0.1:" + server.getAddress().getPort() + "/x";
      assertThat(probe("http", url, null).detail()).isEqualTo("Status 418");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void badInputIsRefused() {
    for (var json :
        new String[] {
          "{\"kind\":\"icmp\"}",
          "{\"kind\":\"tcp\",\"target\":\"x\"}",
          "{\"kind\":\"tcp\",\"target\":\"x\",\"port\":65536}",
          "{\"kind\":\"dns\"}",
          "{\"kind\":\"http\",\"target\":\"file:///etc/passwd\"}",
          "{\"kind\":\"self\",\"timeoutSeconds\":61}"
        }) {
      assertThatThrownBy(() -> Codec.fromJson(json, Target.class)).as(json).isNotNull();
    }
  }

  private static Answer probe(String kind, @Nullable String target, @Nullable Integer port) {
    var context =
        new ActionContext() {
          @Override
          public String id() {
            return "id";
          }

          @Override
          public Instant deadline() {
            return Instant.MAX;
          }
        };
    return new Probe().run(new Target(kind, target, port, 3), context).output();
  }
}
