// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.store;

import java.util.ArrayList;
import java.util.LinkedHashSet;

/** Lets in what may be kept, and counts the rest. */
final class Door {
  /** What came through. */
  record Passed(Head.Entry entry, Written written) {}

  private final Catalog catalog;
  private final Limits limits;
  private final Retention retention;

  Door(Catalog catalog, Limits limits, Retention retention) {
    this.catalog = catalog;
    this.limits = limits;
    this.retention = retention;
  }

  Passed pass(Batch batch, long now) {
    int notFinite = 0;
    int misnamed = 0;
    int early = 0;
    int late = 0;
    var good = new ArrayList<Point>(batch.points().size());
    var names = new LinkedHashSet<SeriesName>();
    for (var point : batch.points()) {
      if (!Double.isFinite(point.value())) {
        notFinite++;
      } else if (!names.contains(point.name()) && !point.name().isValid()) {
        misnamed++;
      } else if (point.time() > now + limits.ahead().toMillis()) {
        early++;
      } else if (point.time() < retention.start(Resolution.RAW, now)) {
        late++;
      } else {
        names.add(point.name());
        good.add(point);
      }
    }
    var series = catalog.series(batch.tenant(), batch.asset(), names);
    var taken = good.stream().filter(point -> series.containsKey(point.name())).toList();
    return new Passed(
        new Head.Entry(new Batch(batch.tenant(), batch.asset(), taken), series),
        new Written(taken.size(), notFinite, misnamed, early, late, good.size() - taken.size()));
  }
}
