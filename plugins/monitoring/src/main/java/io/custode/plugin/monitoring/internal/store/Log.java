// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;

/**
 * A commit as it is stored: sealed; the names of all its series once, then batch by batch tenant,
 * asset, and of each point the place of its name, by what its time differs from the one before, and
 * its value as a decimal or as 64 bits.
 *
 * @see Sealed
 */
final class Log {
  private static final int SCALE_BITS = 4;
  private static final int NO_DECIMAL = 15;

  private Log() {}

  static byte[] write(List<Batch> batches) {
    var places = new LinkedHashMap<SeriesName, Integer>();
    for (var batch : batches) {
      batch.points().forEach(point -> places.putIfAbsent(point.name(), places.size()));
    }
    var out = new BitWriter();
    out.number(places.size());
    for (var name : places.keySet()) {
      out.text(name.name());
      out.text(name.unit());
    }
    out.number(batches.size());
    long last = 0;
    for (var batch : batches) {
      write(batch.tenant(), out);
      write(batch.asset(), out);
      out.number(batch.points().size());
      for (var point : batch.points()) {
        out.number(places.getOrDefault(point.name(), 0));
        out.signed(point.time() - last);
        write(point.value(), out);
        last = point.time();
      }
    }
    return Sealed.seal(out);
  }

  private static void write(UUID id, BitWriter out) {
    out.write(id.getMostSignificantBits(), 64);
    out.write(id.getLeastSignificantBits(), 64);
  }

  private static void write(double value, BitWriter out) {
    var decimal = Decimals.of(value);
    if (decimal.isPresent()) {
      out.write(decimal.get().scale(), SCALE_BITS);
      out.signed(decimal.get().digits()[0]);
    } else {
      out.write(NO_DECIMAL, SCALE_BITS);
      out.write(Double.doubleToRawLongBits(value), 64);
    }
  }

  /**
   * @throws Damaged if it is not what was written
   * @throws UnknownFormat if a later release wrote it
   */
  static List<Batch> read(byte[] log) {
    var in = Sealed.open(log);
    var names = new ArrayList<SeriesName>();
    for (long left = in.number(Integer.MAX_VALUE); left > 0; left--) {
      names.add(new SeriesName(in.text(), in.text()));
    }
    var batches = new ArrayList<Batch>();
    long last = 0;
    for (long left = in.number(Integer.MAX_VALUE); left > 0; left--) {
      var tenant = id(in);
      var asset = id(in);
      int size = in.number(Batch.MOST_POINTS);
      var points = new ArrayList<Point>();
      for (int i = 0; i < size; i++) {
        var name = names.get(in.number(names.size() - 1));
        last += in.signed();
        points.add(new Point(name, last, value(in)));
      }
      batches.add(new Batch(tenant, asset, points));
    }
    in.end();
    return batches;
  }

  private static UUID id(BitReader in) {
    return new UUID(in.read(64), in.read(64));
  }

  private static double value(BitReader in) {
    int scale = (int) in.read(SCALE_BITS);
    double value =
        scale == NO_DECIMAL
            ? Double.longBitsToDouble(in.read(64))
            : Decimals.value(in.signed(), Math.min(scale, Decimals.MOST));
    if (scale > Decimals.MOST && scale != NO_DECIMAL || !Double.isFinite(value)) {
      throw new Damaged("It holds a value that is none.");
    }
    return value;
  }
}
