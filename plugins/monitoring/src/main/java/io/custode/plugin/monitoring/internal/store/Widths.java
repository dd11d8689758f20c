// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.store;

import java.util.stream.IntStream;

/**
 * How many bits numbers take: four classes, the prefixes 0, 10, 110 and 111, each with as many bits
 * as its widest number needs. Zero needs none. If the first class holds all there is no prefix, so
 * that nothing but zeros costs nothing.
 */
record Widths(int first, int second, int third, int last) {
  private static final int BITS = 7;

  /**
   * The classes that make a sequence smallest.
   *
   * @param counts how many of its numbers need 0, 1, ... 64 bits
   */
  static Widths best(int[] counts) {
    // a class that is wider than its widest number would be too wide
    int[] used = IntStream.rangeClosed(0, 64).filter(width -> counts[width] > 0).toArray();
    int last = used.length == 0 ? 0 : used[used.length - 1];
    var below = below(counts);
    var best = new Widths(last, last, last, last);
    var least = best.cost(below);
    for (int i = 0; i < used.length - 1; i++) {
      for (int j = i; j < used.length; j++) {
        for (int k = j; k < used.length; k++) {
          // not made into a record before it is the best: this is what writing a chunk costs
          long cost = cost(below, used[i], used[j], used[k], last);
          if (cost < least) {
            least = cost;
            best = new Widths(used[i], used[j], used[k], last);
          }
        }
      }
    }
    return best;
  }

  /** In bits. */
  long costOf(int[] counts) {
    return cost(below(counts));
  }

  /**
   * @return how many numbers need at most 0, 1, ... 64 bits
   */
  private static int[] below(int[] counts) {
    var below = counts.clone();
    for (int width = 1; width < below.length; width++) {
      below[width] += below[width - 1];
    }
    return below;
  }

  private long cost(int[] below) {
    return isFixed() ? (long) below[64] * last : cost(below, first, second, third, last);
  }

  private static long cost(int[] below, int first, int second, int third, int last) {
    return (1L + first) * below[first]
        + (2L + second) * (below[second] - below[first])
        + (3L + third) * (below[third] - below[second])
        + (3L + last) * (below[64] - below[third]);
  }

  private boolean isFixed() {
    return first == last;
  }

  void writeTo(BitWriter out) {
    for (var width : new int[] {first, second, third, last}) {
      out.write(width, BITS);
    }
  }

  static Widths readFrom(BitReader in) {
    var widths = new Widths(width(in), width(in), width(in), width(in));
    if (widths.first > widths.second
        || widths.second > widths.third
        || widths.third > widths.last
        || widths.last > 64) {
      throw new Damaged("Its bit classes are " + widths + ".");
    }
    return widths;
  }

  private static int width(BitReader in) {
    return (int) in.read(BITS);
  }

  static int width(long number) {
    return 64 - Long.numberOfLeadingZeros(number);
  }

  void write(long number, BitWriter out) {
    int needed = width(number);
    if (isFixed()) {
      out.write(number, last);
    } else if (needed <= first) {
      out.write(0b0, 1);
      out.write(number, first);
    } else if (needed <= second) {
      out.write(0b10, 2);
      out.write(number, second);
    } else if (needed <= third) {
      out.write(0b110, 3);
      out.write(number, third);
    } else {
      out.write(0b111, 3);
      out.write(number, last);
    }
  }

  long read(BitReader in) {
    if (isFixed()) {
      return in.read(last);
    }
    if (!in.isSet()) {
      return in.read(first);
    }
    if (!in.isSet()) {
      return in.read(second);
    }
    return in.read(in.isSet() ? last : third);
  }
}
