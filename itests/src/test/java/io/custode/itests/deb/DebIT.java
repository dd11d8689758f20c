// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.deb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Both packages on a Debian where nothing else is: apt brings what they depend on, systemd runs
 * their units as they are. Each test goes on where the one before ended.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DebIT {
  private static final String NEXT = "99.0.0";
  private static final Duration SOON = Duration.ofSeconds(90);
  private static final String KEPT =
      "cd /var/lib/custode && sha256sum keys/ca.p12 keys/*.key b.zip && stat -c '%a %U' . keys keys/ca.p12";
  private static final String SERVER = "systemctl show -P MainPID custode";
  private static final String AGENT = "systemctl show -P MainPID custode-agent";

  private static Debian debian;
  private static String tenant;
  private static String kept;

  @BeforeAll
  static void boot() throws IOException {
    debian = Debian.start();
    // what lives for one test writes no class archive when it ends
    debian.ok("systemctl set-environment CUSTODE_SHARING=off");
    debian.apt("update");
  }

  @AfterAll
  static void stop() {
    if (debian != null) {
      debian.close();
    }
  }

  private static String built(String module) throws IOException {
    try (var files = Files.list(Path.of("..", module, "target"))) {
      return files
          .map(Path::getFileName)
          .map(Path::toString)
          .filter(name -> name.endsWith(".deb"))
          .map(name -> "/mnt/" + module + "/target/" + name)
          .findFirst()
          .orElseThrow();
    }
  }

  /** The same once more, as if it were newer. */
  private static String next(String deb) {
    debian.ok("rm -rf /tmp/next && dpkg-deb -R " + deb + " /tmp/next");
    debian.ok("sed -i 's/^Version:.*/Version: " + NEXT + "/' /tmp/next/DEBIAN/control");
    debian.ok("dpkg-deb -Znone -b /tmp/next /tmp/next.deb && rm -rf /tmp/next");
    return "/tmp/next.deb";
  }

  private static void fits(String unit, double most) {
    assertThat(debian.run("systemd-analyze verify /lib/systemd/system/" + unit).err()).isEmpty();
    var exposure = debian.ok("systemd-analyze security --offline=true " + unit + " | tail -1");
    System.out.println("DebIT " + unit + ": " + exposure);
    assertThat(Double.parseDouble(exposure.replaceAll(".*: ([0-9.]+) .*", "$1")))
        .isLessThanOrEqualTo(most);
  }

  @Test
  @Order(1)
  void serverIsInstalledWithWhatItNeedsAndRunsConfined() throws IOException {
    assertThat(debian.run("command -v java").exit()).isNotZero();
    debian.apt("install " + built("karaf-distribution"));
    assertThat(debian.ok("systemctl is-active custode")).isEqualTo("active");
    assertThat(debian.ok("systemctl is-enabled custode")).isEqualTo("enabled");
    assertThat(debian.ok("journalctl -o cat -u custode"))
        .contains("Custode is ready", "'custode first-password' shows the password, once.");
    var process = debian.ok("cat /proc/$(" + SERVER + ")/status");
    assertThat(process)
        .containsPattern("CapBnd:\\s0000000000000000")
        .containsPattern("NoNewPrivs:\\s1")
        .containsPattern("Seccomp:\\s2");
    assertThat(debian.ok("stat -c %U /proc/$(" + SERVER + ")")).isEqualTo("custode");
    fits("custode.service", 1.5);

    assertThat(debian.ok("custode first-password")).hasSizeGreaterThan(11);
    assertThat(debian.run("custode first-password").exit()).isEqualTo(1);
    tenant =
        debian.run("custode shell \"msp:tenant-add 'Kept' --json\"").json().path("id").asText();
    debian.ok("custode shell 'msp:backup /var/lib/custode/b.zip'");
    try (var backup = new ZipFile(debian.file("/var/lib/custode/b.zip").toFile())) {
      assertThat(backup.getEntry("home/etc/io.custode.gateway.cfg")).isNotNull();
    }
    assertThat(debian.ok("ls /var/log/custode")).contains("custode.log");
    debian.ok("echo 'hosts = kept.example' >> /etc/custode/io.custode.gateway.cfg");
    kept = debian.ok(KEPT);
  }

  @Test
  @Order(2)
  void anUpdateKeepsWhatIsThereAndStartsAgain() throws IOException {
    var before = debian.ok(SERVER);
    debian.apt("install " + next(built("karaf-distribution")));
    assertThat(debian.ok("dpkg-query -W -f '${Version}' custode")).isEqualTo(NEXT);
    assertThat(debian.ok("systemctl is-active custode")).isEqualTo("active");
    assertThat(debian.ok(SERVER)).isNotEqualTo(before);
    assertThat(debian.ok(KEPT)).isEqualTo(kept);
    assertThat(debian.ok("grep hosts /etc/custode/io.custode.gateway.cfg")).contains("kept");
    assertThat(debian.ok("custode shell msp:tenant-list")).contains(tenant, "Kept");
  }

  @Test
  @Order(3)
  void agentIsInstalledAndLooksAfterTheMachine() throws IOException {
    debian.apt("install " + built("agent/dist"));
    fits("custode-agent.service", 9.4);
    assertThat(debian.ok("cd / && custode-agent version")).startsWith("custode-agent ");
    assertThat(debian.ok("custode-agent inventory")).contains("\"hostname\"");
    assertThat(debian.ok("stat -c '%a %U' /var/lib/custode-agent")).isEqualTo("700 root");
    assertThat(debian.run("systemctl is-active custode-agent").out())
        .as("before it is enrolled there is nothing to do")
        .startsWith("inactive");

    debian.ok(
        "custode shell 'msp:enrolment-token-add --tenant "
            + tenant
            + " --json' | sed 's/.*\"secret\": *\"//; s/\".*//' | grep cst1 >/tmp/secret");
    debian.ok("custode-agent enrol --server https://localhost:8444 --secret-file /tmp/secret");
    debian.ok("systemctl start custode-agent");
    awaitAgent("ONLINE");

    // nothing that keeps an administrator from his work: programs with more rights, file systems
    debian.ok("mkdir -p /tmp/probe/DEBIAN /tmp/probe/usr/bin && cp /bin/true /tmp/probe/usr/bin/p");
    debian.ok("chmod 4755 /tmp/probe/usr/bin/p");
    debian.ok(
        "printf 'Package: probe\\nVersion: 1\\nArchitecture: all\\nMaintainer: x\\nDescription: x\\n'"
            + " >/tmp/probe/DEBIAN/control && dpkg-deb -b /tmp/probe /tmp/probe.deb");
    var asset =
        debian
            .run("custode shell 'msp:agent-list --tenant " + tenant + " --json'")
            .json()
            .path("items")
            .path(0)
            .path("asset")
            .asText();
    var script = "apt-get install -y /tmp/probe.deb && mkdir /srv/m && mount -t tmpfs m /srv/m";
    debian.ok(
        "custode shell \"msp:script-run %s '%s' --tenant %s\"".formatted(asset, script, tenant));
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> debian.run("mountpoint -q /srv/m").exit() == 0);
    assertThat(debian.ok("stat -c %a /usr/bin/p")).isEqualTo("4755");
    assertThat(debian.ok("grep CapEff /proc/$(" + AGENT + ")/status"))
        .doesNotContain("\t000000000");
  }

  private static void awaitAgent(String state) {
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () ->
                debian
                    .run("custode shell 'msp:agent-list --tenant " + tenant + " --json'")
                    .out()
                    .contains(state));
  }

  @Test
  @Order(4)
  void anUpdateOfTheAgentKeepsItsIdentityAndRemovalEndsIt() throws IOException {
    var identity = debian.ok("sha256sum /var/lib/custode-agent/identity*");
    var before = debian.ok(AGENT);
    debian.apt("install " + next(built("agent/dist")));
    assertThat(debian.ok("dpkg-query -W -f '${Version}' custode-agent")).isEqualTo(NEXT);
    assertThat(debian.ok("systemctl is-active custode-agent")).isEqualTo("active");
    assertThat(debian.ok(AGENT)).isNotEqualTo(before);
    assertThat(debian.ok("sha256sum /var/lib/custode-agent/identity*")).isEqualTo(identity);
    awaitAgent("ONLINE");

    var running = debian.ok(AGENT);
    debian.apt("remove custode-agent");
    assertThat(debian.run("test -e /proc/" + running).exit()).isEqualTo(1);
    assertThat(debian.run("test -e /usr/lib/custode-agent").exit()).isEqualTo(1);
    assertThat(debian.ok("sha256sum /var/lib/custode-agent/identity*")).isEqualTo(identity);
    awaitAgent("OFFLINE");
    debian.apt("purge custode-agent");
    assertThat(debian.run("test -e /var/lib/custode-agent").exit()).isEqualTo(1);
  }

  @Test
  @Order(5)
  void removalKeepsTheDataAndPurgeDeletesIt() {
    var running = debian.ok(SERVER);
    debian.apt("remove custode");
    assertThat(debian.run("test -e /proc/" + running).exit()).isEqualTo(1);
    assertThat(debian.run("test -e /usr/share/custode").exit()).isEqualTo(1);
    assertThat(debian.ok(KEPT)).isEqualTo(kept);

    debian.apt("purge custode");
    assertThat(debian.ok("ls -d /var/lib/custode /var/log/custode /etc/custode || true")).isEmpty();
    assertThat(debian.run("getent passwd custode").exit()).isEqualTo(2);
  }
}
