// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.machine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.custode.agent.protocol.Codec;
import io.custode.agent.protocol.MachineInventory;
import io.custode.agent.protocol.MachineInventory.Software;
import io.custode.agent.protocol.Message.InventoryReport;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The inventory against what the system's own tools say of this very machine. */
@EnabledOnOs(OS.LINUX)
class LinuxInventoryTest {
  private final MachineInventory inventory = new LinuxMachine().inventory();

  @Test
  void systemEqualsUname() throws Exception {
    assertThat(inventory.hostname()).isEqualTo(tool("uname", "-n"));
    assertThat(inventory.os().kernel()).isEqualTo(tool("uname", "-r"));
    assertThat(inventory.os().arch()).isEqualTo(tool("uname", "-m"));
    assertThat(inventory.os().name()).isEqualTo(tool("sh", "-c", ". /etc/os-release; echo $NAME"));
    assertThat(inventory.os().version())
        .isEqualTo(tool("sh", "-c", ". /etc/os-release; echo $VERSION_ID"));
  }

  @Test
  void hardwareEqualsTheKernels() throws Exception {
    var hardware = inventory.hardware();
    assertThat(hardware.cpus()).isEqualTo(Integer.parseInt(tool("nproc")));
    long kib = Long.parseLong(tool("awk", "/^MemTotal:/ {print $2}", "/proc/meminfo"));
    assertThat(hardware.memoryBytes()).isEqualTo(kib * 1024);
    assertThat(hardware.cpuModel())
        .isEqualTo(tool("sh", "-c", "sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1"));
    assertThat(hardware.serial()).isEqualTo(Texts.readOrNull("/sys/class/dmi/id/product_serial"));
    assertThat(hardware.machineId()).isEqualTo(Texts.readOrNull("/etc/machine-id"));
  }

  @Test
  void bootEqualsTheKernels() throws Exception {
    long seconds = Long.parseLong(tool("awk", "/^btime/ {print $2}", "/proc/stat"));
    assertThat(inventory.bootedAt()).isEqualTo(Instant.ofEpochSecond(seconds));
  }

  @Test
  void disksEqualDf() throws Exception {
    var mounts = new ArrayList<String>();
    for (var line : tool("df", "-B1", "-l", "--output=source,fstype,size,target").split("\n")) {
      var fields = line.trim().split(" +", 4);
      boolean data = fields[0].startsWith("/dev/") || fields[3].equals("/");
      if (data && !fields[1].equals("squashfs")) {
        mounts.add(fields[0] + ' ' + fields[1] + ' ' + fields[2] + ' ' + fields[3]);
      }
    }
    assertThat(mounts).isNotEmpty();
    assertThat(inventory.disks())
        .extracting(d -> d.device() + ' ' + d.type() + ' ' + d.sizeBytes() + ' ' + d.mount())
        .containsExactlyInAnyOrderElementsOf(mounts);
    for (var disk : inventory.disks()) {
      long free =
          Long.parseLong(tool("df", "-B1", "--output=avail", disk.mount()).split("\n")[1].trim());
      // others write meanwhile
      assertThat(disk.freeBytes()).isBetween(free - (1L << 31), free + (1L << 31));
    }
  }

  @Test
  void interfacesEqualIp() throws Exception {
    assumeTrue(has("ip"), "no ip on this machine");
    var links = tool("ip", "-j", "addr").split("(?=\\{\"ifindex\":)");
    var expected = new ArrayList<String>();
    for (var link : links) {
      if (!link.contains("\"ifname\"")) {
        continue;
      }
      var addresses = new TreeSet<String>();
      var found = Pattern.compile("\"local\":\"([^\"]+)\".*?\"prefixlen\":(\\d+)").matcher(link);
      while (found.find()) {
        addresses.add(found.group(1) + '/' + found.group(2));
      }
      var mac = value(link, "address");
      boolean up = link.contains("\"UP\"");
      expected.add(
          value(link, "ifname")
              + ' '
              + ("00:00:00:00:00:00".equals(mac) ? null : mac)
              + ' '
              + addresses
              + ' '
              + up);
    }
    assertThat(expected).isNotEmpty();
    assertThat(inventory.nics())
        .extracting(
            n -> n.name() + ' ' + n.mac() + ' ' + new TreeSet<>(n.addresses()) + ' ' + n.up())
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void packagesEqualDpkg() throws Exception {
    assumeTrue(new File("/usr/bin/dpkg-query").exists(), "no dpkg on this machine");
    var format = "${db:Status-Abbrev}|${binary:Package}|${Version}\n";
    var installed =
        tool("dpkg-query", "-W", "-f", format)
            .lines()
            .filter(line -> line.startsWith("ii"))
            .map(line -> line.substring(line.indexOf('|') + 1))
            .toList();
    assertThat(installed).isNotEmpty();
    assertThat(inventory.software())
        .extracting(s -> s.name() + '|' + s.version())
        .containsExactlyInAnyOrderElementsOf(installed);
  }

  @Test
  void loginsEqualWho() throws Exception {
    assumeTrue(has("who"), "no who on this machine");
    var expected =
        tool("who").lines().map(line -> line.split(" +")).map(f -> f[0] + ' ' + f[1]).toList();
    assertThat(inventory.logins())
        .extracting(l -> l.user() + ' ' + l.terminal())
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void fourThousandPackagesFitIntoAMessage() {
    var software = new ArrayList<Software>();
    for (int i = 0; i < 4000; i++) {
      var hash = Integer.toHexString(i * 0x9E3779B9);
      software.add(new Software("lib" + hash + "-dev", "1." + i + "~deb12u" + hash));
    }
    var i = inventory;
    var large =
        new MachineInventory(
            i.takenAt(),
            i.hostname(),
            i.os(),
            i.hardware(),
            i.disks(),
            i.nics(),
            software,
            i.logins(),
            i.bootedAt());
    assertThat(Codec.encode(new InventoryReport(large)).length).isLessThan(200 * 1024);
  }

  @Test
  void mountsThatAreNoDisksAreLeftOut() {
    var mountinfo =
        """
        1 0 8:1 / / rw - ext4 /dev/sda1 rw
        2 1 0:5 / /proc rw - proc proc rw
        3 1 8:1 /etc/hosts /etc/hosts rw - ext4 /dev/sda1 rw
        4 1 0:9 / /mnt rw - nfs4 server:/x rw
        5 1 7:0 / /snap/x ro - squashfs /dev/loop0 ro
        6 1 8:1 /home /tmp rw - ext4 /dev/sda1 rw
        rubbish
        """;
    assertThat(Mounts.disks(mountinfo)).extracting("mount").containsExactly("/");
    assertThat(Mounts.plain("/a\\040b\\134c")).isEqualTo("/a b\\c");
  }

  @Test
  void addressesAreWrittenAsRfc5952Says() throws Exception {
    for (var text :
        List.of("::1", "::", "fe80::1", "2001:db8::1:0:0:1", "1:0:2:3:4:5:6:7", "1::")) {
      assertThat(Interfaces.text(InetAddress.getByName(text))).isEqualTo(text);
    }
  }

  @Test
  void cpuListsAreCounted() {
    assertThat(LinuxMachine.count("0-3,8")).isEqualTo(5);
    assertThat(LinuxMachine.count("0")).isEqualTo(1);
  }

  @Test
  void utmpOfBothWidthsIsRead() {
    for (var arch : List.of("amd64", "aarch64")) {
      boolean wide = arch.equals("aarch64");
      var file = ByteBuffer.allocate(wide ? 801 : 769);
      file.order(ByteOrder.LITTLE_ENDIAN).putShort(0, (short) 2);
      int at = wide ? 400 : 384;
      file.putShort(at, (short) 7).put(at + 8, "pts/0".getBytes(UTF_8));
      file.put(at + 44, "root".getBytes(UTF_8)).putInt(at + (wide ? 344 : 340), 1_700_000_000);
      var logins = Utmp.parse(file.array(), arch);
      assertThat(logins).hasSize(1);
      assertThat(logins.get(0).user()).isEqualTo("root");
      assertThat(logins.get(0).terminal()).isEqualTo("pts/0");
      assertThat(logins.get(0).since()).isEqualTo(Instant.ofEpochSecond(1_700_000_000));
    }
  }

  private static String value(String json, String name) {
    var found = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
    return found.find() ? found.group(1) : "";
  }

  private static boolean has(String tool) {
    for (var directory : List.of("/usr/bin/", "/usr/sbin/", "/bin/", "/sbin/")) {
      if (new File(directory + tool).exists()) {
        return true;
      }
    }
    return false;
  }

  private static String tool(String... command) throws IOException {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), UTF_8).strip();
  }
}
