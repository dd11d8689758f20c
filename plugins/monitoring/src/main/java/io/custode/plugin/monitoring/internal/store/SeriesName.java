// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.store;

import java.util.regex.Pattern;

/**
 * What a series of an asset is called. The unit belongs to it: a value in another unit is of
 * another series.
 *
 * @param name dotted, {@code cpu.used}; what it belongs to follows a colon, {@code disk.used:/home}
 * @param unit UCUM-like: {@code %}, {@code By}, {@code By/s}, {@code 1}
 */
public record SeriesName(String name, String unit) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_./:-]{0,99}");
  private static final Pattern UNIT = Pattern.compile("[!-~]{1,32}");

  boolean isValid() {
    return NAME.matcher(name).matches() && UNIT.matcher(unit).matches();
  }
}
