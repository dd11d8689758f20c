// SPDX-License-Identifier: Apache-2.0
package io.custode.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgramsTest {
  @Test
  void outputAndStatusAreKeptApart() {
    assertThat(
            Programs.run(Duration.ofSeconds(10), List.of("sh", "-c", "echo a; echo b >&2; exit 3")))
        .isEqualTo(new ShellResult(3, "a\n", "b\n"));
  }

  @Test
  void whatDoesNotEndIsAFailure() {
    assertThatThrownBy(() -> Programs.run(Duration.ofMillis(200), List.of("sleep", "20")))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("did not end");
  }

  @Test
  void portsAreFree() throws IOException {
    int first = Programs.freePorts(4);
    for (int port = first; port < first + 4; port++) {
      new ServerSocket(port).close();
    }
  }
}
