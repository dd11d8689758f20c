// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.custode.testing.Custode;
import io.custode.testing.CustodeTest;
import io.custode.testing.ShellResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@CustodeTest(own = true)
class LauncherIT {
  private static void oneLine(ShellResult result, String begin) {
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).startsWith(begin).hasLineCount(1);
  }

  @Test
  void runningHomeIsNotStartedTwice(Custode custode) {
    oneLine(custode.command(List.of("start", "--background")), "Custode already runs on ");
  }

  @Test
  void usedPortIsNamed(Custode custode) throws IOException {
    Path other = Files.createTempDirectory("custode-other");
    String port = custode.url().replaceAll(".*:", "");
    // the last --home counts; command() adds that of the running one, so the settings say it here
    try (Custode second = Custode.at(other)) {
      oneLine(
          second.command(List.of("start", "--background", "--port", port)),
          "Port " + port + " (web) is used by another program");
    }
  }

  @Test
  void nonsenseIsRefused(Custode custode) {
    oneLine(custode.command(List.of("start", "--port", "80")), "--port must be a number");
    oneLine(custode.command(List.of("start", "--wings")), "--wings is no option");
    oneLine(custode.command(List.of("fly")), "'fly' is no verb");
    oneLine(
        custode.command(List.of("start", "--database", "mysql://h/x")),
        "This is no database that Custode knows");
  }

  @Test
  void comesBackAfterAKill(Custode custode) {
    String before =
        custode.shell("msp:tenant-add 'Before the kill' --json").json().path("id").asText();
    custode.kill9();
    assertThat(custode.command(List.of("status")).exit()).isEqualTo(1);
    ShellResult again = custode.command(List.of("start", "--background"));
    assertThat(again.ok().out())
        .startsWith("Custode is ready: " + custode.url())
        .as("the password is shown at first start only")
        .doesNotContain("password");
    assertThat(custode.get("/api/v1/tenants/" + before).status()).isEqualTo(200);
  }

  @Test
  void ownSettingsSurviveARestart(Custode custode) throws IOException {
    Path own = custode.home().resolve("etc/org.ops4j.pax.logging.cfg");
    Files.writeString(
        own, "log4j2.logger.own.name = io.custode.own\nlog4j2.logger.own.level = DEBUG\n");
    custode.restart();
    assertThat(Files.readString(custode.home().resolve("data/etc/org.ops4j.pax.logging.cfg")))
        .contains("log4j2.rootLogger.level = INFO")
        .contains("log4j2.logger.own.level = DEBUG");
    Files.delete(own);
  }

  @Test
  void keysAreTheOwnersAlone(Custode custode) throws IOException {
    try (Stream<Path> files = Files.walk(custode.home().resolve("keys"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .as(file.toString())
            .endsWith("------");
      }
    }
    assertThat(custode.home().resolve("first-password")).doesNotExist();
  }

  @Test
  void processListHoldsNoSecret(Custode custode) {
    assertThat(custode.process().info().commandLine().orElseThrow())
        .contains("-Dcustode.home=")
        .doesNotContain("jdbc:")
        .doesNotContain("password");
  }
}
