// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.machine;

import io.custode.agent.api.MetricValue;
import io.custode.agent.protocol.MachineInventory;
import io.custode.agent.protocol.MachineInventory.Disk;
import io.custode.agent.protocol.MachineInventory.Hardware;
import io.custode.agent.protocol.MachineInventory.Os;
import java.io.File;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Windows and macOS, as far as the plain JDK sees them: no packages, serials or logins, no memory.
 * Best effort, not tried on either yet.
 */
final class PortableMachine implements Machine {
  private final Instant started = Instant.now();

  @Override
  public MachineInventory inventory() {
    var name = System.getProperty("os.name", "");
    var family = name.toLowerCase(Locale.ROOT);
    return new MachineInventory(
        Instant.now(),
        hostname(),
        new Os(
            family.startsWith("windows") ? "windows" : family.startsWith("mac") ? "macos" : "other",
            name,
            System.getProperty("os.version", ""),
            System.getProperty("os.version", ""),
            System.getProperty("os.arch", "")),
        new Hardware(
            null, null, null, null, null, "", Runtime.getRuntime().availableProcessors(), 0),
        disks(),
        Interfaces.portable(),
        List.of(),
        List.of(),
        started);
  }

  @Override
  public List<MetricValue> sample() {
    var values = new ArrayList<MetricValue>();
    for (var disk : disks()) {
      long used = Usage.of(disk.mount()).used();
      values.add(new MetricValue("disk.used:" + disk.mount(), "By", used));
    }
    return values;
  }

  private static List<Disk> disks() {
    var disks = new ArrayList<Disk>();
    for (var root : File.listRoots()) {
      if (root.getTotalSpace() > 0) {
        var path = root.getPath();
        disks.add(new Disk(path, path, "", root.getTotalSpace(), root.getUsableSpace()));
      }
    }
    return disks;
  }

  @Override
  public String hostname() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }
}
