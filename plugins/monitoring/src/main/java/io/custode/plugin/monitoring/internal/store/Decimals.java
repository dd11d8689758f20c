// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.store;

import java.util.Optional;

/**
 * Values that are decimals with few digits, as nearly all are that machines report: 12.5 and 3 are
 * 125 and 30 of scale 1. Only where that is exact, bit for bit.
 *
 * @param scale digits behind the point, 0 to {@value #MOST}
 * @param digits at most 2^53, so that dividing them rounds as reading the decimal does
 */
record Decimals(int scale, long[] digits) {
  static final int MOST = 9;
  private static final double LARGEST = 0x1p53;
  private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};

  /**
   * @return empty if there are values that need another notation
   */
  static Optional<Decimals> of(double... values) {
    int scale = 0;
    for (var value : values) {
      while (!isExact(value, scale)) {
        if (++scale > MOST) {
          return Optional.empty();
        }
      }
    }
    var digits = new long[values.length];
    for (int i = 0; i < values.length; i++) {
      // a large one may be exact with fewer digits behind the point only
      if (!isExact(values[i], scale)) {
        return Optional.empty();
      }
      digits[i] = digits(values[i], scale);
    }
    return Optional.of(new Decimals(scale, digits));
  }

  private static boolean isExact(double value, int scale) {
    return Math.abs(value) * POWERS[scale] <= LARGEST
        && isSame(value(digits(value, scale), scale), value);
  }

  /** Also tells 0.0 from -0.0. */
  private static boolean isSame(double a, double b) {
    return Double.doubleToRawLongBits(a) == Double.doubleToRawLongBits(b);
  }

  private static long digits(double value, int scale) {
    return Math.round(value * POWERS[scale]);
  }

  static double value(long digits, int scale) {
    return digits / POWERS[scale];
  }

  double[] values() {
    var values = new double[digits.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(digits[i], scale);
    }
    return values;
  }
}
