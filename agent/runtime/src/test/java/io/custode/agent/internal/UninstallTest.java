// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.agent.internal.identity.Enroller;
import io.custode.agent.internal.identity.EnrolmentSecret;
import io.custode.agent.internal.store.AgentHome;
import io.custode.agent.internal.testing.Authority;
import io.custode.agent.internal.testing.TestPort;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UninstallTest {
  @TempDir Path directory;

  @Test
  void tellsThePlatformAndRemovesTheHomeUnlessAnAgentRunsThere() throws Exception {
    var authority = new Authority();
    var home = AgentHome.at(directory.resolve("home"));
    home.directory("work");
    var port = new TestPort(authority, authority.server("localhost"));
    try {
      var secret = new EnrolmentSecret(TestPort.SECRET, authority.fingerprint());
      Enroller.enrol(port.address(), secret, "pc-7", null).save(home.identity());
      var running = home.lock();
      assertThatThrownBy(() -> Uninstall.run(home, false)).isInstanceOf(Exception.class);
      assertThat(home.enrolled()).isTrue();
      running.close();
      Uninstall.run(home, false);
      assertThat(port.requests).endsWith("leave CN=" + TestPort.AGENT);
      assertThat(home.path()).doesNotExist();

      var again = AgentHome.at(directory.resolve("again"));
      Enroller.enrol(port.address(), secret, "pc-7", null).save(again.identity());
      port.close();
      assertThatThrownBy(() -> Uninstall.run(again, false))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("nothing was removed");
      assertThat(again.enrolled()).isTrue();
      Uninstall.run(again, true);
      assertThat(again.path()).doesNotExist();
    } finally {
      port.close();
    }
  }
}
