// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.rule;

import io.custode.api.alert.Severity;
import io.custode.plugin.monitoring.internal.store.Bucket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a rule would have raised. */
final class Replay {
  /**
   * An alert that would have been.
   *
   * @param severity the worst that it would have had
   * @param to null if it were there still
   * @param worst value, or change, meanwhile
   */
  public record Outcome(
      String series, Severity severity, Instant from, @Nullable Instant to, double worst) {}

  private final Rule rule;
  private final String series;
  private final List<Outcome> outcomes = new ArrayList<>();
  private @Nullable Outcome open;

  private Replay(Rule rule, String series) {
    this.rule = rule;
    this.series = series;
  }

  /**
   * @param values what was measured, oldest first: of several as one the one that is nearest to the
   *     limit counts
   */
  static List<Outcome> of(Rule rule, String series, List<Bucket> values) {
    var replay = new Replay(rule, series);
    var watched = new Watched(rule, null);
    for (var bucket : values) {
      watched.see(bucket.start(), replay.nearest(bucket));
      replay.see(Instant.ofEpochMilli(bucket.start()), watched.level(), watched.value());
    }
    if (replay.open != null) {
      replay.outcomes.add(replay.open);
    }
    return replay.outcomes;
  }

  private double nearest(Bucket bucket) {
    return switch (rule.watch()) {
      case ABOVE -> bucket.max();
      case BELOW -> bucket.min();
      case RISES, FALLS -> bucket.last();
    };
  }

  private void see(Instant at, Optional<Severity> level, double value) {
    var before = open;
    if (level.isEmpty()) {
      if (before != null) {
        outcomes.add(new Outcome(series, before.severity(), before.from(), at, before.worst()));
      }
      open = null;
    } else if (before == null) {
      open = new Outcome(series, level.get(), at, null, value);
    } else {
      boolean isWorse = level.get().compareTo(before.severity()) > 0;
      open =
          new Outcome(
              series,
              isWorse ? level.get() : before.severity(),
              before.from(),
              null,
              worse(before.worst(), value));
    }
  }

  private double worse(double one, double other) {
    return rule.watch() == Watch.ABOVE || rule.watch() == Watch.RISES
        ? Math.max(one, other)
        : Math.min(one, other);
  }
}
