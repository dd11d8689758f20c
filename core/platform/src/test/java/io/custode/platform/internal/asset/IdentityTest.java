// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.asset;

import static org.assertj.core.api.Assertions.assertThat;

import io.custode.api.asset.Inventory;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "To be filled by O.E.M.",
        "to be filled by oem",
        "Default string",
        "System Serial Number",
        "Not Specified",
        "None",
        "N/A",
        "0",
        "0000000000",
        "........",
        "XXXXXXXXXX",
        "123456789",
        "0123456789",
        "   ",
        "-",
        "INVALID",
        "Chassis Serial Number",
        "SerNum0",
        "OEM",
        "unknown",
        "not available"
      })
  void junkSerialsIdentifyNothing(String junk) {
    assertThat(Identity.serial(junk)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PF2ABCDE", "5CG9412345", "vmware-56 4d 1f", "C02XK1XXJG5H", "MJ0B1234"})
  void realSerialsAreKept(String serial) {
    assertThat(Identity.serial(" " + serial + " "))
        .isEqualTo(serial.toLowerCase(java.util.Locale.ROOT));
  }

  @Test
  void addressesMadeUpBySoftwareAndUnsetUuidsSayNothing() {
    var identity =
        Identity.of(
            Machines.inventory(
                "pc",
                null,
                "03000200-0400-0500-0006-000700080009",
                List.of(
                    new Inventory.Nic("docker0", "02:42:ac:11:00:02", List.of(), true),
                    new Inventory.Nic("eth0", "3c:52:82:aa:bb:cc", List.of(), true))));
    assertThat(identity.uuid()).isNull();
    assertThat(identity.macs()).containsExactly("3c:52:82:aa:bb:cc");
  }

  /** Machines as their agents describe them. */
  static final class Machines {
    static Inventory inventory(
        String host,
        @org.jspecify.annotations.Nullable String serial,
        @org.jspecify.annotations.Nullable String uuid,
        List<Inventory.Nic> nics) {
      return new Inventory(
          Instant.parse("2026-01-01T00:00:00Z"),
          host,
          new Inventory.Os("linux", "Debian GNU/Linux 12", "12", "6.1", "x86_64"),
          new Inventory.Hardware("Acme", "Box", serial, uuid, null, "CPU", 4, 8L << 30),
          List.of(new Inventory.Disk("/dev/sda1", "/", "ext4", 100, 50)),
          nics,
          List.of(new Inventory.Software("bash", "5.2")),
          List.of(),
          Instant.parse("2025-12-31T00:00:00Z"));
    }
  }
}
