// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.store;

/**
 * A column of finite values: decimals where that is exact and smaller, else what each value's bits
 * differ by from the last (XOR), as in Pelkonen et al., "Gorilla: A Fast, Scalable, In-Memory Time
 * Series Database", VLDB 2015, 4.1.2.
 */
final class Doubles {
  private static final int SCALE_BITS = 4;
  private static final int PLACE_BITS = 6;

  private Doubles() {}

  /** Writes all but how many there are. */
  static void write(double[] values, BitWriter out) {
    var bits = new BitWriter();
    writeBits(values, bits);
    var best = bits;
    var decimals = Decimals.of(values);
    if (decimals.isPresent()) {
      var whole = new BitWriter();
      whole.write(decimals.get().scale(), SCALE_BITS);
      WholeNumbers.write(decimals.get().digits(), whole);
      best = whole.size() <= bits.size() ? whole : bits;
    }
    out.write(best == bits ? 0 : 1, 1);
    out.append(best);
  }

  static double[] read(int count, BitReader in) {
    if (!in.isSet()) {
      return readBits(count, in);
    }
    int scale = (int) in.read(SCALE_BITS);
    if (scale > Decimals.MOST) {
      throw new Damaged("Its scale is " + scale + ".");
    }
    return new Decimals(scale, WholeNumbers.read(count, in)).values();
  }

  private static void writeBits(double[] values, BitWriter out) {
    long last = 0;
    int leading = 64;
    int trailing = 0;
    for (int i = 0; i < values.length; i++) {
      long now = Double.doubleToRawLongBits(values[i]);
      long changed = now ^ last;
      last = now;
      if (i == 0) {
        out.write(now, 64);
      } else if (changed == 0) {
        out.write(0b0, 1);
      } else {
        int zerosBefore = Long.numberOfLeadingZeros(changed);
        int zerosBehind = Long.numberOfTrailingZeros(changed);
        if (zerosBefore >= leading && zerosBehind >= trailing) {
          out.write(0b10, 2);
        } else {
          leading = zerosBefore;
          trailing = zerosBehind;
          out.write(0b11, 2);
          out.write(leading, PLACE_BITS);
          out.write(trailing, PLACE_BITS);
        }
        out.write(changed >>> trailing, 64 - leading - trailing);
      }
    }
  }

  private static double[] readBits(int count, BitReader in) {
    var values = new double[count];
    long last = 0;
    int leading = 64;
    int trailing = 0;
    for (int i = 0; i < count; i++) {
      if (i == 0) {
        last = in.read(64);
      } else if (in.isSet()) {
        if (in.isSet()) {
          leading = (int) in.read(PLACE_BITS);
          trailing = (int) in.read(PLACE_BITS);
        }
        if (leading + trailing >= 64) {
          throw new Damaged("A value has no bits.");
        }
        last ^= in.read(64 - leading - trailing) << trailing;
      }
      values[i] = Double.longBitsToDouble(last);
    }
    return values;
  }
}
