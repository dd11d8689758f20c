// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.enrol;

import static org.assertj.core.api.Assertions.assertThat;

import io.custode.gateway.internal.enrol.ClientHello.Says;
import java.nio.ByteBuffer;
import java.util.Random;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

class ClientHelloTest {
  private static byte[] hello(String... protocols) throws Exception {
    var engine = SSLContext.getDefault().createSSLEngine("msp.example", 8444);
    engine.setUseClientMode(true);
    var wanted = engine.getSSLParameters();
    wanted.setApplicationProtocols(protocols);
    engine.setSSLParameters(wanted);
    var out = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    engine.wrap(ByteBuffer.allocate(0), out);
    var bytes = new byte[out.flip().remaining()];
    out.get(bytes);
    return bytes;
  }

  private static Says says(byte[] bytes) {
    return ClientHello.names("mqtt", ByteBuffer.wrap(bytes));
  }

  @Test
  void knowsWhoNamesMqttAsSoonAsAllIsThere() throws Exception {
    var named = hello("http/1.1", "mqtt");
    assertThat(says(named)).isEqualTo(Says.NAMED);
    assertThat(says(hello("http/1.1"))).isEqualTo(Says.NOT_NAMED);
    assertThat(says(hello())).isEqualTo(Says.NOT_NAMED);
    for (int length = 0; length < named.length; length++) {
      assertThat(says(java.util.Arrays.copyOf(named, length))).isEqualTo(Says.TOO_FEW_BYTES);
    }
  }

  @Test
  void noBytesMakeItFail() throws Exception {
    assertThat(says("GET / HTTP/1.1\r\n".getBytes())).isEqualTo(Says.NOT_NAMED);
    assertThat(says(new byte[] {'x'})).isEqualTo(Says.NOT_NAMED);
    var random = new Random(7);
    var named = hello("mqtt");
    for (int i = 0; i < 20_000; i++) {
      var broken = named.clone();
      for (int j = 0; j < 3; j++) {
        broken[random.nextInt(broken.length)] = (byte) random.nextInt();
      }
      assertThat(says(broken)).isNotNull();
    }
  }
}
