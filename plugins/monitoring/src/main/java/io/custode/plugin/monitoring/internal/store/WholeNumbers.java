// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.store;

/**
 * A column of whole numbers: the first, what all differ from it by a multiple of (a period, a page
 * of memory), and how each differs from its prediction, in bit classes. What is quite regular, such
 * as a value every 30 seconds, takes no bit per number.
 */
final class WholeNumbers {
  private static final Prediction[] PREDICTIONS = Prediction.values();
  private static final int PREDICTION_BITS = 2;

  private WholeNumbers() {}

  /** Writes all but how many there are. */
  static void write(long[] numbers, BitWriter out) {
    if (numbers.length == 0) {
      return;
    }
    out.signed(numbers[0]);
    if (numbers.length == 1) {
      return;
    }
    long divisor = divisor(numbers);
    var steps = new long[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      steps[i] = (numbers[i] - numbers[0]) / divisor;
    }
    var best = Prediction.SLOPE;
    var widths = new Widths(64, 64, 64, 64);
    long least = Long.MAX_VALUE;
    for (var prediction : PREDICTIONS) {
      var counts = counts(steps, prediction);
      var some = Widths.best(counts);
      var cost = some.costOf(counts);
      if (cost < least) {
        best = prediction;
        widths = some;
        least = cost;
      }
    }
    long parameter = best.parameter(steps);
    out.number(divisor);
    out.write(best.ordinal(), PREDICTION_BITS);
    out.signed(parameter);
    widths.writeTo(out);
    var run = best.start(parameter);
    for (int i = 1; i < steps.length; i++) {
      widths.write(BitWriter.zigzag(steps[i] - run.expected()), out);
      run.saw(steps[i]);
    }
  }

  private static int[] counts(long[] steps, Prediction prediction) {
    var counts = new int[65];
    var run = prediction.start(prediction.parameter(steps));
    for (int i = 1; i < steps.length; i++) {
      counts[Widths.width(BitWriter.zigzag(steps[i] - run.expected()))]++;
      run.saw(steps[i]);
    }
    return counts;
  }

  private static long divisor(long[] numbers) {
    long divisor = 0;
    for (int i = 1; i < numbers.length && divisor != 1; i++) {
      long step = numbers[i] - numbers[0];
      if (step == Long.MIN_VALUE) {
        return 1;
      }
      divisor = greatestCommon(divisor, Math.abs(step));
    }
    return Math.max(1, divisor);
  }

  private static long greatestCommon(long a, long b) {
    while (b != 0) {
      long rest = a % b;
      a = b;
      b = rest;
    }
    return a;
  }

  static long[] read(int count, BitReader in) {
    var numbers = new long[count];
    if (count == 0) {
      return numbers;
    }
    numbers[0] = in.signed();
    if (count == 1) {
      return numbers;
    }
    long divisor = in.number();
    int kind = (int) in.read(PREDICTION_BITS);
    if (kind >= PREDICTIONS.length) {
      throw new Damaged("There is no prediction " + kind + ".");
    }
    var run = PREDICTIONS[kind].start(in.signed());
    var widths = Widths.readFrom(in);
    for (int i = 1; i < count; i++) {
      long step = run.expected() + BitReader.unzigzag(widths.read(in));
      run.saw(step);
      numbers[i] = numbers[0] + step * divisor;
    }
    return numbers;
  }
}
