// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.custode.api.alert.Severity;
import io.custode.api.metric.MetricPoint;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AssetWatchTest {
  private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
  private static final String ROOT = "disk.used.percent:/";
  private static final String KEY = "disk " + ROOT;

  private final AssetWatch watch = new AssetWatch();
  private int minute;

  @BeforeEach
  void rules() {
    watch.rules(rules(new Rules.Limits(90.0, 97.0, 2, 2)));
  }

  private static Rules rules(Rules.Limits disk) {
    return new Rules(null, null, disk, null, List.of());
  }

  /** Each value a minute later; what is found is told. */
  private String see(String series, double... values) {
    var seen = new StringBuilder();
    for (double value : values) {
      watch.see(List.of(new MetricPoint(series, "%", value, NOW.plusSeconds(60L * minute++))));
      for (var finding : watch.findings()) {
        seen.append(finding.key()).append('=');
        seen.append(finding.level().map(Severity::name).orElse("over")).append(' ');
        watch.told(finding);
      }
    }
    return seen.toString();
  }

  @Test
  void eachTurnIsToldOnce() {
    assertThat(see(ROOT, 91, 92, 93, 98, 98, 98, 98, 94, 93, 88, 80))
        .isEqualTo(KEY + "=WARNING " + KEY + "=CRITICAL " + KEY + "=WARNING " + KEY + "=over ");
  }

  @Test
  void seriesAreWatchedEachByItself() {
    assertThat(see(ROOT, 91, 91, 91)).isEqualTo(KEY + "=WARNING ");
    assertThat(see("disk.used.percent:/home", 91, 91)).isEmpty();
    assertThat(see("disk.used.percent:/home", 91)).isEqualTo(KEY + "home=WARNING ");
    assertThat(see("cpu.used", 100, 100, 100, 100)).isEmpty();
  }

  @Test
  void anAlertOfAnotherNodeEndsHereToo() {
    watch.alerts(Map.of(KEY, Severity.WARNING));
    assertThat(see(ROOT, 95)).isEmpty();
    assertThat(see(ROOT, 50)).isEqualTo(KEY + "=over ");
  }

  /** Values of what it is about have not come here yet. */
  @Test
  void anAlertIsNotEndedUnseen() {
    watch.alerts(Map.of(KEY, Severity.CRITICAL));
    assertThat(see("disk.used.percent:/home", 50)).isEmpty();
    assertThat(see(ROOT, 95.5)).isEmpty();
    assertThat(see(ROOT, 94.9)).isEqualTo(KEY + "=WARNING ");
  }

  @Test
  void anAlertThatCameMeanwhileIsNotEndedForWhatWasSeenBefore() {
    assertThat(see(ROOT, 91)).isEmpty();
    watch.alerts(Map.of(KEY, Severity.WARNING));
    assertThat(see(ROOT, 91)).isEmpty();
    assertThat(see(ROOT, 80)).isEqualTo(KEY + "=over ");
  }

  @Test
  void whatSomebodyResolvedWaitsForItsTimeAgain() {
    assertThat(see(ROOT, 91, 91, 91)).isEqualTo(KEY + "=WARNING ");
    watch.alerts(Map.of());
    assertThat(see(ROOT, 91, 91)).isEmpty();
    assertThat(see(ROOT, 91)).isEqualTo(KEY + "=WARNING ");
  }

  @Test
  void aRuleThatGoesTakesItsAlertsAlong() {
    see(ROOT, 91, 91, 91);
    watch.rules(new Rules(null, null, null, null, List.of()));
    assertThat(see("cpu.used", 1)).isEqualTo(KEY + "=over ");
  }

  @Test
  void aRuleThatChangesIsThereAtOnce() {
    see(ROOT, 91, 91, 91);
    watch.rules(rules(new Rules.Limits(95.0, null, 0, 2)));
    assertThat(see(ROOT, 91)).isEqualTo(KEY + "=over ");
    watch.rules(rules(new Rules.Limits(80.0, null, 0, 0)));
    assertThat(see(ROOT, 91)).isEqualTo(KEY + "=WARNING ");
  }
}
