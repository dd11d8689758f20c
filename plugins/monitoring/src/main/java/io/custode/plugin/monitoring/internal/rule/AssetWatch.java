// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.rule;

import io.custode.api.alert.Severity;
import io.custode.api.metric.MetricPoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rules of one asset at work. Used by one thread at a time. */
final class AssetWatch {
  /**
   * What an alert is to say. Without a level it is to end.
   *
   * @param watched null if its values are back, or its rule is no more
   */
  record Finding(String key, @Nullable Watched watched) {
    String series() {
      return AssetWatch.series(key);
    }

    Optional<Severity> level() {
      return watched == null ? Optional.empty() : watched.level();
    }
  }

  private static final String SEPARATOR = " ";

  private Rules rules = Rules.DEFAULTS;
  private List<Rule> all = rules.all();

  /** Those that are not idle, by the alert's key. */
  private final Map<String, Watched> active = new HashMap<>();

  /** What alerts say, by key. */
  private final Map<String, Severity> told = new HashMap<>();

  /** Units, by series: what was measured last. */
  private final Map<String, String> series = new HashMap<>();

  static String key(Rule rule, String series) {
    return rule.name() + SEPARATOR + series;
  }

  /**
   * Alerts that there are, raised here or by another node, which has seen more, or not any more,
   * since somebody resolved them: then they wait for their time again.
   */
  void alerts(Map<String, Severity> there) {
    told.clear();
    told.putAll(there);
    active.entrySet().removeIf(one -> !one.getValue().level().equals(told(one.getKey())));
  }

  private Optional<Severity> told(String key) {
    return Optional.ofNullable(told.get(key));
  }

  void rules(Rules next) {
    if (!next.equals(rules)) {
      rules = next;
      all = next.all();
      active.clear();
    }
  }

  Rules rules() {
    return rules;
  }

  /** Sees values in the order in which they were measured. */
  void see(List<MetricPoint> points) {
    for (var point : points) {
      for (var rule : all) {
        if (rule.applies(point.name())) {
          see(rule, point);
        }
      }
    }
  }

  private void see(Rule rule, MetricPoint point) {
    var key = key(rule, point.name());
    var watched = active.get(key);
    if (watched == null) {
      watched = new Watched(rule, told.get(key));
    }
    watched.see(point.at().toEpochMilli(), point.value());
    if (watched.isIdle()) {
      active.remove(key);
    } else {
      active.put(key, watched);
    }
    series.put(point.name(), point.unit());
  }

  /**
   * @return where alerts do not say what is
   */
  List<Finding> findings() {
    var found = new ArrayList<Finding>();
    active.forEach(
        (key, watched) -> {
          if (!watched.level().equals(told(key))) {
            found.add(new Finding(key, watched));
          }
        });
    for (var key : told.keySet()) {
      if (!active.containsKey(key) && (wasSeen(key) || !isRuled(key))) {
        found.add(new Finding(key, null));
      }
    }
    return found;
  }

  private boolean wasSeen(String key) {
    return series.containsKey(series(key));
  }

  private boolean isRuled(String key) {
    var of = series(key);
    return all.stream().anyMatch(rule -> rule.applies(of) && key(rule, of).equals(key));
  }

  private static String series(String key) {
    return key.substring(key.lastIndexOf(SEPARATOR) + 1);
  }

  String unit(String of) {
    return series.getOrDefault(of, "1");
  }

  /** That is what the alert says now. */
  void told(Finding finding) {
    finding
        .level()
        .ifPresentOrElse(l -> told.put(finding.key(), l), () -> told.remove(finding.key()));
  }

  /** It was not so when more was looked at. */
  void forget(Finding finding) {
    active.remove(finding.key());
  }
}
