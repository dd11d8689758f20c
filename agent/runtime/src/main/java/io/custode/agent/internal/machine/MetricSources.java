// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.machine;

import io.custode.agent.api.MetricSource;
import io.custode.agent.internal.Log;
import io.custode.agent.protocol.Message.Point;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Who measures; modules join and leave while the agent runs. */
public final class MetricSources {
  private static final Log LOG = Log.of("metrics");
  private static final int MOST_OF_ONE = 64;
  private static final int MOST_OF_MACHINE = 1024;

  private final MetricSource machine;
  private final CopyOnWriteArrayList<MetricSource> others = new CopyOnWriteArrayList<>();

  public MetricSources(MetricSource machine) {
    this.machine = machine;
  }

  public void add(MetricSource source) {
    others.addIfAbsent(source);
  }

  public void remove(MetricSource source) {
    others.remove(source);
  }

  List<Point> sample() {
    var now = Instant.now();
    var points = new ArrayList<Point>(32);
    take(machine, MOST_OF_MACHINE, now, points);
    for (var source : others) {
      take(source, MOST_OF_ONE, now, points);
    }
    return points;
  }

  private static void take(MetricSource source, int most, Instant now, List<Point> points) {
    try {
      points.addAll(MetricBuffer.points(source.sample(), now, most));
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("A source of metrics failed", e);
    }
  }
}
