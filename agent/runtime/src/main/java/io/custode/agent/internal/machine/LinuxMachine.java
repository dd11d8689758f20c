// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.machine;

import io.custode.agent.api.MetricValue;
import io.custode.agent.protocol.MachineInventory;
import io.custode.agent.protocol.MachineInventory.Hardware;
import io.custode.agent.protocol.MachineInventory.Os;
import java.time.Instant;
import java.util.List;

/** Linux, by what the kernel says of itself under /proc and /sys. */
final class LinuxMachine implements Machine {
  private static final String DMI = "/sys/class/dmi/id/";

  private final LinuxMetrics metrics = new LinuxMetrics();

  @Override
  public MachineInventory inventory() {
    return new MachineInventory(
        Instant.now(),
        hostname(),
        os(),
        hardware(),
        Mounts.disks(),
        Interfaces.linux(),
        Packages.installed(),
        Utmp.logins(),
        Instant.ofEpochSecond(Texts.number(Texts.read("/proc/stat"), "btime")));
  }

  @Override
  public String hostname() {
    return Texts.read("/proc/sys/kernel/hostname");
  }

  @Override
  public List<MetricValue> sample() {
    return metrics.sample();
  }

  private static Os os() {
    var release = Texts.assignments(Texts.read("/etc/os-release"));
    return new Os(
        "linux",
        release.getOrDefault("NAME", "Linux"),
        release.getOrDefault("VERSION_ID", ""),
        Texts.read("/proc/sys/kernel/osrelease"),
        arch());
  }

  /** As {@code uname -m} has it. */
  private static String arch() {
    var kernel = Texts.read("/proc/sys/kernel/arch");
    if (!kernel.isEmpty()) {
      return kernel;
    }
    var java = System.getProperty("os.arch", "");
    return java.equals("amd64") ? "x86_64" : java;
  }

  private static Hardware hardware() {
    return new Hardware(
        Texts.readOrNull(DMI + "sys_vendor"),
        Texts.readOrNull(DMI + "product_name"),
        Texts.readOrNull(DMI + "product_serial"),
        Texts.readOrNull(DMI + "product_uuid"),
        Texts.readOrNull("/etc/machine-id"),
        cpuModel(),
        cpus(),
        1024 * Texts.number(Texts.read("/proc/meminfo"), "MemTotal:"));
  }

  private static String cpuModel() {
    var info = Texts.read("/proc/cpuinfo");
    for (var name : new String[] {"model name", "Model", "Hardware", "cpu model"}) {
      int at = info.indexOf(name);
      int colon = info.indexOf(':', at);
      if (at >= 0 && colon > 0) {
        int end = info.indexOf('\n', colon);
        return info.substring(colon + 1, end < 0 ? info.length() : end).strip();
      }
    }
    return arch();
  }

  /** As {@code nproc} counts: those this process may run on, which a container limits. */
  private static int cpus() {
    var status = Texts.read("/proc/self/status");
    int at = status.indexOf("Cpus_allowed_list:");
    if (at < 0) {
      return Runtime.getRuntime().availableProcessors();
    }
    int end = status.indexOf('\n', at);
    return count(status.substring(status.indexOf(':', at) + 1, end).strip());
  }

  /** {@code 0-3,8} are five. */
  static int count(String list) {
    int count = 0;
    for (var range : list.split(",")) {
      int dash = range.indexOf('-');
      count +=
          dash < 0
              ? 1
              : Integer.parseInt(range.substring(dash + 1))
                  - Integer.parseInt(range.substring(0, dash))
                  + 1;
    }
    return count;
  }
}
