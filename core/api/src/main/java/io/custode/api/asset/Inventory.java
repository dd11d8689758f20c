// SPDX-License-Identifier: Apache-2.0
package io.custode.api.asset;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a machine says it is. Sizes in bytes.
 *
 * @param takenAt by the agent's clock
 * @param bootedAt by the agent's clock
 */
public record Inventory(
    Instant takenAt,
    String hostname,
    Os os,
    Hardware hardware,
    List<Disk> disks,
    List<Nic> nics,
    List<Software> software,
    List<Login> logins,
    Instant bootedAt) {
  public Inventory {
    disks = List.copyOf(disks);
    nics = List.copyOf(nics);
    software = List.copyOf(software);
    logins = List.copyOf(logins);
  }

  /**
   * @param family {@code linux}, {@code windows} or {@code macos}
   * @param name as people say it
   * @param kernel release as {@code uname -r} says it
   * @param arch as {@code uname -m} says it
   */
  public record Os(String family, String name, String version, String kernel, String arch) {}

  /** What identifies the machine is null where the machine does not say. */
  public record Hardware(
      @Nullable String manufacturer,
      @Nullable String product,
      @Nullable String serial,
      @Nullable String uuid,
      @Nullable String machineId,
      String cpuModel,
      int cpus,
      long memoryBytes) {}

  /** A mounted file system. */
  public record Disk(String device, String mount, String type, long sizeBytes, long freeBytes) {}

  /**
   * A network interface.
   *
   * @param addresses with prefix length, {@code 192.0.2.7/24}
   */
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
