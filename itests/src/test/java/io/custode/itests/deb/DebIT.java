// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.deb;

import static org.assertj.core.api.Assertions.assertThat;

import io.custode.testing.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Installed, used, updated, removed, purged. */
class DebIT {
  private static final String NEXT = "99.0.0";
  private static Debian debian;

  @BeforeAll
  static void start() throws IOException {
    debian = Debian.start();
  }

  @AfterAll
  static void stop() {
    if (debian != null) {
      debian.close();
    }
  }

  private static Path built(String module) throws IOException {
    try (var files = Files.list(Path.of("..", module, "target"))) {
      return files
          .filter(f -> f.toString().endsWith(".deb"))
          .findFirst()
          .orElseThrow()
          .toRealPath();
    }
  }

  /** The same once more, as if it were newer. */
  private static String next(Path deb) {
    debian.ok("rm -rf /tmp/next && dpkg-deb -R " + deb + " /tmp/next");
    debian.ok("sed -i 's/^Version:.*/Version: " + NEXT + "/' /tmp/next/DEBIAN/control");
    debian.ok("dpkg-deb -Znone -b /tmp/next /tmp/next.deb");
    return "/tmp/next.deb";
  }

  /** The test's Java is none of Debian's. */
  private static void install(String deb) {
    debian.ok("dpkg --force-depends -i " + deb);
  }

  private static void fits(String unit, double most) {
    Part.requires("systemd");
    assertThat(debian.run("systemd-analyze verify /lib/systemd/system/" + unit).err()).isEmpty();
    var exposure = debian.ok("systemd-analyze security --offline=true " + unit + " | tail -1");
    System.out.println("DebIT " + unit + ": " + exposure);
    assertThat(Double.parseDouble(exposure.replaceAll(".*: ([0-9.]+) .*", "$1")))
        .isLessThanOrEqualTo(most);
  }

  @Test
  void serverIsInstalledUpdatedRemovedAndPurged() throws IOException {
    var deb = built("karaf-distribution");
    install(deb.toString());
    fits("custode.service", 1.5);
    assertThat(debian.ok("systemctl is-enabled custode")).isEqualTo("enabled");
    var unit = "/lib/systemd/system/custode.service";
    var started = debian.ok("runuser -u custode -- $(sed -n 's/^ExecStart=//p' " + unit + ")");
    assertThat(started)
        .startsWith("Custode is ready")
        .endsWith("'custode first-password' shows the password, once.");
    assertThat(debian.ok("custode first-password")).hasSizeGreaterThan(11);
    assertThat(debian.run("custode first-password").exit()).isEqualTo(1);
    assertThat(debian.ok("ps -o user= -p $(cat /var/lib/custode/data/custode.pid)"))
        .isEqualTo("custode");
    debian.ok("custode shell \"msp:tenant-add 'Kept'\"");
    debian.ok("custode shell 'msp:backup /var/lib/custode/b.zip'");
    assertThat(debian.ok("unzip -l /var/lib/custode/b.zip"))
        .contains("home/etc/io.custode.gateway.cfg");
    assertThat(debian.ok("ls /var/log/custode")).contains("custode.log");
    debian.ok("echo 'hosts = kept.example' >> /etc/custode/io.custode.gateway.cfg");
    var kept = debian.ok(KEPT);

    install(next(deb));
    assertThat(debian.run("custode status").exit()).as("an update stops it").isEqualTo(1);
    assertThat(debian.ok(KEPT)).isEqualTo(kept);
    assertThat(debian.ok("grep hosts /etc/custode/io.custode.gateway.cfg")).contains("kept");

    debian.ok("dpkg --remove custode");
    assertThat(debian.run("test -e /usr/share/custode").exit()).isEqualTo(1);
    assertThat(debian.ok(KEPT)).isEqualTo(kept);

    debian.ok("dpkg --purge custode");
    assertThat(debian.ok("ls -d /var/lib/custode /var/log/custode /etc/custode || true")).isEmpty();
    assertThat(debian.run("getent passwd custode").exit()).isEqualTo(2);
  }

  private static final String KEPT =
      "cd /var/lib/custode && sha256sum keys/*.p12 b.zip && stat -c '%a %U' . keys keys/ca.p12";

  @Test
  void agentIsInstalledUpdatedRemovedAndPurged() throws IOException {
    var deb = built("agent/dist");
    install(deb.toString());
    fits("custode-agent.service", 9.6);
    assertThat(debian.ok("cd / && custode-agent version")).startsWith("custode-agent ");
    assertThat(debian.ok("custode-agent inventory")).contains("\"hostname\"");
    assertThat(debian.ok("stat -c '%a %U' /var/lib/custode-agent")).isEqualTo("700 root");
    debian.ok("echo kept > /var/lib/custode-agent/identity");

    install(next(deb));
    assertThat(debian.ok("dpkg-query -W -f '${Version}' custode-agent")).isEqualTo(NEXT);
    assertThat(debian.ok("cat /var/lib/custode-agent/identity")).isEqualTo("kept");

    debian.ok("dpkg --remove custode-agent");
    assertThat(debian.run("test -e /usr/lib/custode-agent").exit()).isEqualTo(1);
    assertThat(debian.ok("cat /var/lib/custode-agent/identity")).isEqualTo("kept");

    debian.ok("dpkg --purge custode-agent");
    assertThat(debian.run("test -e /var/lib/custode-agent").exit()).isEqualTo(1);
  }
}
