// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.protocol;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a machine says it is; sizes in bytes. The platform's API has the same shape under the same
 * names.
 */
public record MachineInventory(
    Instant takenAt,
    String hostname,
    Os os,
    Hardware hardware,
    List<Disk> disks,
    List<Nic> nics,
    List<Software> software,
    List<Login> logins,
    Instant bootedAt) {
  public MachineInventory {
    disks = List.copyOf(disks);
    nics = List.copyOf(nics);
    software = List.copyOf(software);
    logins = List.copyOf(logins);
  }

  /** Operating system. */
  public record Os(String family, String name, String version, String kernel, String arch) {}

  /** The machine itself; null where it does not say. */
  public record Hardware(
      @Nullable String manufacturer,
      @Nullable String product,
      @Nullable String serial,
      @Nullable String uuid,
      @Nullable String machineId,
      String cpuModel,
      int cpus,
      long memoryBytes) {}

  /** A mounted file system that holds data (no pseudo file systems). */
  public record Disk(String device, String mount, String type, long sizeBytes, long freeBytes) {}

  /** A network interface; addresses with prefix length. */
  public record Nic(String name, @Nullable String mac, List<String> addresses, boolean up) {
    public Nic {
      addresses = List.copyOf(addresses);
    }
  }

  /** An installed package. */
  public record Software(String name, String version) {}

  /** A user logged on. */
  public record Login(String user, String terminal, @Nullable Instant since) {}
}
