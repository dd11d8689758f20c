// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.asset;

import io.custode.api.asset.Inventory;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * By what a machine can be known again, junk left out: makers that leave a field unset fill it with
 * a phrase, zeros or a count, and two such machines are not one.
 *
 * @param serial normalised, or null
 * @param uuid of the hardware, or null
 * @param machineId of the installed system, or null; a clone has its original's
 * @param macs of real interfaces
 */
record Identity(
    @Nullable String serial,
    @Nullable String uuid,
    @Nullable String machineId,
    Set<String> macs,
    String hostname) {
  private static final Pattern JUNK =
      Pattern.compile(
          "(to be filled.*|default string|system serial number|serial number|chassis serial number|base board serial number"
              + "|not (specified|applicable|available|settable|present|set)|unknown|none|n/?a|null|oem|o\\.e\\.m\\.?|invalid|empty|asset tag"
              + "|system product name|system manufacturer|sernum\\d*|.*serialnumber.*|123456789.*|0123456789.*|xxx+|\\*+|-+|\\.+)");
  private static final Pattern LOCAL_MAC = Pattern.compile("[0-9a-f][26ae].*");

  static Identity of(Inventory inventory) {
    var hardware = inventory.hardware();
    var macs =
        inventory.nics().stream()
            .flatMap(nic -> Optional.ofNullable(mac(nic.mac())).stream())
            .collect(Collectors.toCollection(TreeSet::new));
    return new Identity(
        serial(hardware.serial()),
        uuid(hardware.uuid()),
        uuid(hardware.machineId()),
        macs,
        inventory.hostname().toLowerCase(Locale.ROOT));
  }

  /**
   * @return the serial in the form that is compared, or null if it says nothing
   */
  static @Nullable String serial(@Nullable String said) {
    if (said == null) {
      return null;
    }
    var text = said.strip().toLowerCase(Locale.ROOT);
    boolean oneLetter = text.chars().filter(Character::isLetterOrDigit).distinct().count() <= 1;
    return text.length() < 4 || text.length() > 200 || oneLetter || JUNK.matcher(text).matches()
        ? null
        : text;
  }

  // boards from one batch share these two; the third is what an unset field reads as
  private static @Nullable String uuid(@Nullable String said) {
    if (said == null) {
      return null;
    }
    var text = said.strip().toLowerCase(Locale.ROOT).replace("-", "");
    boolean hex = text.length() == 32 && text.chars().allMatch(c -> Character.digit(c, 16) >= 0);
    boolean junk =
        text.startsWith("03000200")
            || text.startsWith("00020003")
            || text.chars().distinct().count() <= 2;
    return hex && !junk ? text : null;
  }

  // addresses made up by software say nothing of the machine
  static @Nullable String mac(@Nullable String said) {
    if (said == null) {
      return null;
    }
    var text = said.toLowerCase(Locale.ROOT);
    boolean mac = text.matches("([0-9a-f]{2}:){5}[0-9a-f]{2}");
    return mac && !LOCAL_MAC.matcher(text).matches() && !text.equals("00:00:00:00:00:00")
        ? text
        : null;
  }
}
