// SPDX-License-Identifier: Apache-2.0
package io.custode.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
  @TempDir Path dir;

  @Test
  void usualPorts() throws IOException {
    assertThat(Home.open(dir).ports()).isEqualTo(new Home.Ports(8443, 8444, 8883, 8101));
  }

  @Test
  void portsFollowTheFirst() throws IOException {
    Files.writeString(dir.resolve("settings"), "port=9000\ndatabase=jdbc:derby:/x=y\n");
    Home home = Home.open(dir);
    assertThat(home.ports()).isEqualTo(new Home.Ports(9000, 9001, 9002, 9003));
    assertThat(home.settings()).containsEntry("database", "jdbc:derby:/x=y");
  }

  @Test
  void thisProcessIsAlive() throws IOException {
    assertThat(Ready.alive(ProcessHandle.current().pid())).isTrue();
  }
}
