// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.fault;

import static io.custode.itests.fault.NamespaceIT.ip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A network whose only way out is a Squid that asks for a password and connects to one port: agent
 * - proxy - this machine, each in a network namespace, and the one in the middle forwards nothing.
 */
final class ProxiedSpace implements AutoCloseable {
  static final String PASSWORD = "p@ss:w/rd+";
  private static final long PID = ProcessHandle.current().pid();
  private static final String AGENT = "custode-a" + PID;
  private static final String PROXY = "custode-p" + PID;
  private static final String HERE = "vp" + PID;
  private static final String OUTER = "10.212." + PID % 250 + ".";
  private static final String INNER = "10.213." + PID % 250 + ".";

  private @Nullable Path place;
  private @Nullable Process squid;

  ProxiedSpace() {
    ip("netns", "add", AGENT);
    ip("netns", "add", PROXY);
    ip("link", "add", HERE, "type", "veth", "peer", "name", "out0", "netns", PROXY);
    ip("-n", PROXY, "link", "add", "in0", "type", "veth", "peer", "name", "up0", "netns", AGENT);
    ip("addr", "add", OUTER + "1/30", "dev", HERE);
    ip("link", "set", HERE, "up");
    ip("-n", PROXY, "addr", "add", OUTER + "2/30", "dev", "out0");
    ip("-n", PROXY, "addr", "add", INNER + "1/30", "dev", "in0");
    ip("-n", AGENT, "addr", "add", INNER + "2/30", "dev", "up0");
    for (var name : List.of("out0", "in0", "lo")) {
      ip("-n", PROXY, "link", "set", name, "up");
    }
    ip("-n", AGENT, "link", "set", "up0", "up");
    ip("-n", AGENT, "link", "set", "lo", "up");
    ip("-n", AGENT, "route", "add", "default", "via", INNER + "1");
    NamespaceIT.run(
        List.of("ip", "netns", "exec", PROXY, "sh", "-c", "echo 0 >/proc/sys/net/ipv4/ip_forward"));
  }

  /** This machine as the proxy sees it. */
  URI address(String url) {
    return URI.create(url.replace("localhost", OUTER + "1"));
  }

  String proxy(String password) {
    var escaped = password.replace("+", "%2B").replace("@", "%40").replace(":", "%3A");
    return "http://site:" + escaped.replace("/", "%2F") + "@" + INNER + "1:3128";
  }

  void startProxy(int port) throws IOException {
    // Squid becomes another user, who cannot look into every directory
    place =
        Files.createTempDirectory(
            "custode-squid",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxrwxrwx")));
    NamespaceIT.run(List.of("chmod", "777", place.toString()));
    var hash = NamespaceIT.run(List.of("openssl", "passwd", "-apr1", PASSWORD)).strip();
    Files.writeString(place.resolve("users"), "site:" + hash + "\n");
    Files.writeString(
        place.resolve("squid.conf"),
        """
        http_port INNER1:3128
        auth_param basic program /usr/lib/squid/basic_ncsa_auth PLACE/users
        auth_param basic children 1 startup=1
        acl known proxy_auth REQUIRED
        acl agents port PORT
        acl CONNECT method CONNECT
        http_access deny !known
        http_access allow CONNECT agents
        http_access deny all
        cache deny all
        shutdown_lifetime 0
        access_log stdio:PLACE/access.log
        cache_log PLACE/cache.log
        pid_filename none
        coredump_dir PLACE
        visible_hostname proxy.test
        """
            .replace("INNER", INNER)
            .replace("PLACE", place.toString())
            .replace("PORT", Integer.toString(port)));
    squid =
        new ProcessBuilder(
                "ip",
                "netns",
                "exec",
                PROXY,
                "/usr/sbin/squid",
                "-N",
                "-f",
                place.resolve("squid.conf").toString())
            .redirectErrorStream(true)
            .redirectOutput(place.resolve("console.log").toFile())
            .start();
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                NamespaceIT.run(List.of("ip", "netns", "exec", PROXY, "ss", "-Hltn"))
                    .contains(":3128"));
  }

  List<String> inside(List<String> words) {
    var command = new ArrayList<>(List.of("ip", "netns", "exec", AGENT));
    command.addAll(words);
    return command;
  }

  /** What a program says there that ends with exit status 1. */
  String fails(List<String> words) throws IOException {
    var process = new ProcessBuilder(inside(words)).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.onExit().join().exitValue()).as(said).isEqualTo(1);
    return said;
  }

  /** What was asked of the proxy. */
  String used() throws IOException {
    return Files.readString(place.resolve("access.log"));
  }

  @Override
  public void close() {
    if (squid != null) {
      squid.destroy();
    }
    ip("netns", "del", AGENT);
    ip("netns", "del", PROXY);
  }
}
