// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.store;

/**
 * What is kept of the values of a while.
 *
 * @param start when it begins
 * @param count how many values, at least one
 * @param sum exact if the values are decimals; at most Double.MAX_VALUE
 * @param last the latest value
 */
public record Bucket(long start, long count, double min, double max, double sum, double last) {
  static Bucket of(long time, double value) {
    return new Bucket(time, 1, value, value, value, value);
  }

  /**
   * @return between the least and the greatest, whatever was rounded
   */
  public double average() {
    return Math.max(min, Math.min(max, sum / count));
  }

  /** With one that comes behind it. */
  Bucket and(Bucket next) {
    return new Bucket(
        start,
        count + next.count,
        Math.min(min, next.min),
        Math.max(max, next.max),
        Sum.of(sum, next.sum),
        next.last);
  }

  Bucket at(long other) {
    return new Bucket(other, count, min, max, sum, last);
  }
}
