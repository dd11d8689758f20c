// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.link;

import io.custode.agent.protocol.MachineInventory;
import io.custode.api.asset.Inventory;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Turns what an agent says of its machine into the platform's own record: texts cut and freed of
 * control characters, lists cut, times by the platform's clock. An agent is not trusted to be sane.
 */
final class Inventories {
  private static final int FEW = 500;
  private static final int MANY = 20_000;

  private final long offsetMillis;

  private Inventories(long offsetMillis) {
    this.offsetMillis = offsetMillis;
  }

  static Inventory of(MachineInventory machine, long offsetMillis) {
    return new Inventories(offsetMillis).convert(machine);
  }

  private Inventory convert(MachineInventory m) {
    var os = m.os();
    var hw = m.hardware();
    return new Inventory(
        time(m.takenAt()),
        text(m.hostname(), 255),
        new Inventory.Os(
            text(os.family(), 40),
            text(os.name(), 200),
            text(os.version(), 100),
            text(os.kernel(), 100),
            text(os.arch(), 40)),
        new Inventory.Hardware(
            maybe(hw.manufacturer(), 200),
            maybe(hw.product(), 200),
            maybe(hw.serial(), 200),
            maybe(hw.uuid(), 100),
            maybe(hw.machineId(), 100),
            text(hw.cpuModel(), 200),
            Math.max(0, hw.cpus()),
            Math.max(0, hw.memoryBytes())),
        list(m.disks(), FEW, this::disk),
        list(m.nics(), FEW, this::nic),
        list(
            m.software(),
            MANY,
            s -> new Inventory.Software(text(s.name(), 300), text(s.version(), 200))),
        list(m.logins(), FEW, this::login),
        time(m.bootedAt()));
  }

  private Inventory.Disk disk(MachineInventory.Disk d) {
    return new Inventory.Disk(
        text(d.device(), 300),
        text(d.mount(), 500),
        text(d.type(), 40),
        Math.max(0, d.sizeBytes()),
        Math.max(0, d.freeBytes()));
  }

  private Inventory.Nic nic(MachineInventory.Nic n) {
    return new Inventory.Nic(
        text(n.name(), 100),
        maybe(n.mac(), 40),
        list(n.addresses(), 100, a -> text(a, 60)),
        n.up());
  }

  private Inventory.Login login(MachineInventory.Login l) {
    var since = l.since();
    return new Inventory.Login(
        text(l.user(), 200), text(l.terminal(), 100), since == null ? null : time(since));
  }

  private Instant time(Instant agents) {
    return agents.plusMillis(offsetMillis);
  }

  private static <A, B> List<B> list(List<A> from, int most, Function<A, B> convert) {
    return from.stream().limit(most).map(convert).toList();
  }

  private static @Nullable String maybe(@Nullable String text, int most) {
    return text == null || text.isBlank() ? null : text(text, most);
  }

  static String text(@Nullable String text, int most) {
    if (text == null) {
      return "";
    }
    var clean = text.replaceAll("\\p{Cntrl}", " ").strip();
    return clean.substring(0, Math.min(most, clean.length()));
  }
}
