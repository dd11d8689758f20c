// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What this machine's own tools say of it, against an inventory. */
public final class ThisHost {
  private ThisHost() {}

  public static String tool(String... command) {
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(false).start();
      var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
      return out.strip();
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Every figure of the inventory equals what the tool says. */
  static void isTold(JsonNode inventory) throws IOException {
    assertThat(inventory.path("hostname").asText()).isEqualTo(tool("uname", "-n"));
    assertThat(inventory.path("os").path("kernel").asText()).isEqualTo(tool("uname", "-r"));
    assertThat(inventory.path("os").path("arch").asText()).isEqualTo(tool("uname", "-m"));
    assertThat(inventory.path("os").path("name").asText())
        .isEqualTo(tool("sh", "-c", ". /etc/os-release && printf %s \"$NAME\""));
    assertThat(inventory.path("os").path("version").asText())
        .isEqualTo(tool("sh", "-c", ". /etc/os-release && printf %s \"$VERSION_ID\""));
    var hardware = inventory.path("hardware");
    assertThat(hardware.path("cpus").asInt()).isEqualTo(Integer.parseInt(tool("nproc")));
    long kib = Long.parseLong(tool("sh", "-c", "awk '/^MemTotal:/ {print $2}' /proc/meminfo"));
    assertThat(hardware.path("memoryBytes").asLong()).isEqualTo(kib * 1024);
    assertThat(inventory.path("disks")).anyMatch(disk -> disk.path("mount").asText().equals("/"));
    for (var disk : inventory.path("disks")) {
      var size =
          tool("df", "-B1", "--output=size", disk.path("mount").asText())
              .lines()
              .skip(1)
              .findFirst();
      assertThat(disk.path("sizeBytes").asText())
          .as(disk.path("mount").asText())
          .isEqualTo(size.orElseThrow().strip());
    }
    assertThat(addresses(inventory)).isEqualTo(addressesByIp());
    long packages =
        tool("dpkg-query", "-W", "-f", "${db:Status-Abbrev}\n")
            .lines()
            .filter(l -> l.startsWith("ii"))
            .count();
    assertThat(inventory.path("software")).hasSize((int) packages);
  }

  private static Map<String, Set<String>> addresses(JsonNode inventory) {
    var all = new HashMap<String, Set<String>>();
    for (var nic : inventory.path("nics")) {
      var set = all.computeIfAbsent(nic.path("name").asText(), name -> new HashSet<>());
      nic.path("addresses").forEach(address -> set.add(address.asText()));
    }
    all.remove("lo");
    return all;
  }

  private static Map<String, Set<String>> addressesByIp() throws IOException {
    var all = new HashMap<String, Set<String>>();
    for (var link : new ObjectMapper().readTree(tool("ip", "-j", "addr"))) {
      var set = all.computeIfAbsent(link.path("ifname").asText(), name -> new HashSet<>());
      link.path("addr_info")
          .forEach(a -> set.add(a.path("local").asText() + "/" + a.path("prefixlen").asText()));
    }
    all.remove("lo");
    return all;
  }
}
