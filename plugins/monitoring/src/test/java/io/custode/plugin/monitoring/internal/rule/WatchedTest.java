// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.custode.api.alert.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WatchedTest {
  private static final long MINUTE = 60_000;

  private static Rule rule(
      Watch watch, @Nullable Double warning, @Nullable Double critical, double back, int minutes) {
    return new Rule("x", "x", watch, warning, critical, back, minutes);
  }

  /** One letter for each value, a minute apart: what is by then. */
  private static String levels(Watched watched, double... values) {
    var letters = new StringBuilder();
    for (int i = 0; i < values.length; i++) {
      watched.see(i * MINUTE, values[i]);
      letters.append(watched.level().map(level -> level.name().substring(0, 1)).orElse("-"));
    }
    return letters.toString();
  }

  private static String levels(Rule rule, double... values) {
    return levels(new Watched(rule, null), values);
  }

  @Test
  void atOnceIsAtOnceAndEndsWhenItIsBack() {
    var rule = rule(Watch.ABOVE, 90.0, null, 5, 0);

    assertThat(levels(rule, 90, 91, 89, 86, 85, 90, 91)).isEqualTo("-WWW--W");
  }

  @Test
  void aWhileIsAWhileWithoutABreak() {
    var rule = rule(Watch.ABOVE, 90.0, null, 0, 3);

    assertThat(levels(rule, 91, 92, 93, 90, 91, 92, 93, 94, 95, 90)).isEqualTo("-------WW-");
  }

  @Test
  void itGetsWorseAndBetter() {
    var rule = rule(Watch.ABOVE, 90.0, 97.0, 2, 1);

    assertThat(levels(rule, 91, 92, 98, 98, 96, 94, 89, 87)).isEqualTo("-WWCCWW-");
  }

  @Test
  void belowIsTheOtherWayRound() {
    var rule = rule(Watch.BELOW, 10.0, 5.0, 1, 0);

    assertThat(levels(rule, 10, 9, 4, 6, 10.5, 11)).isEqualTo("-WCWW-");
  }

  @Test
  void risesAndFallsWithinTheTime() {
    assertThat(levels(rule(Watch.RISES, 10.0, null, 0, 3), 0, 4, 8, 12, 12, 12, 12, 12))
        .isEqualTo("---W----");
    assertThat(levels(rule(Watch.FALLS, 10.0, null, 0, 2), 50, 45, 38, 38, 37, 37))
        .isEqualTo("--W---");
  }

  /** Nobody knows what it was meanwhile. */
  @Test
  void silenceBreaksAWhileButEndsNothing() {
    var watched = new Watched(rule(Watch.ABOVE, 90.0, null, 0, 5), null);
    watched.see(0, 95);
    watched.see(20 * MINUTE, 95);
    assertThat(watched.level()).isEmpty();
    watched.see(25 * MINUTE, 95);
    assertThat(watched.level()).contains(Severity.WARNING);
    watched.see(60 * MINUTE, 95);
    assertThat(watched.level()).contains(Severity.WARNING);
  }

  @Test
  void anAlertThatIsThereGoesOn() {
    var rule = rule(Watch.ABOVE, 90.0, 97.0, 2, 10);

    assertThat(levels(new Watched(rule, Severity.CRITICAL), 98, 92, 88)).isEqualTo("CW-");
    assertThat(levels(new Watched(rule, Severity.WARNING), 92, 88)).isEqualTo("W-");
  }

  @Test
  void whatComesLateOrTwiceIsLeftOut() {
    var watched = new Watched(rule(Watch.ABOVE, 90.0, null, 0, 0), null);
    watched.see(MINUTE, 50);
    watched.see(MINUTE, 99);
    watched.see(0, 99);

    assertThat(watched.level()).isEmpty();
    assertThat(watched.isIdle()).isTrue();
  }

  @Test
  void rulesThatMakeNoSenseAreRefused() {
    var seen = new ArrayList<String>();
    for (var rule :
        List.of(
            new Rule("", "x", Watch.ABOVE, 1.0, null, 0, 0),
            new Rule("x", "a*b", Watch.ABOVE, 1.0, null, 0, 0),
            new Rule("x", "x", Watch.ABOVE, Double.NaN, null, 0, 0),
            new Rule("x", "x", Watch.ABOVE, 2.0, 1.0, 0, 0),
            new Rule("x", "x", Watch.BELOW, 1.0, 2.0, 0, 0),
            new Rule("x", "x", Watch.ABOVE, 1.0, null, -1, 0),
            new Rule("x", "x", Watch.RISES, 1.0, null, 0, 0),
            new Rule("x", "x", Watch.ABOVE, 1.0, null, 0, 1441))) {
      rule.violations("r").forEach(violation -> seen.add(violation.field()));
    }

    assertThat(seen)
        .containsExactly(
            "r.name",
            "r.metric",
            "r.warning",
            "r.critical",
            "r.critical",
            "r.back",
            "r.minutes",
            "r.minutes");
    assertThat(new Rule("x", "x*", Watch.BELOW, 2.0, 1.0, 0, 5).violations("r")).isEmpty();
  }

  @Test
  void ofOneNameTheNearestApplies() {
    var far = new Rule("disk", "disk.used.percent:/data", Watch.ABOVE, 50.0, null, 0, 1);
    var off = new Rule("mine", "a", Watch.ABOVE, null, null, 0, 1);
    var mine = new Rule("mine", "a", Watch.ABOVE, 1.0, null, 0, 1);
    var rules = new Rules(null, null, Rules.DEFAULTS.disk(), null, List.of(mine, far, off));

    assertThat(rules.all()).containsExactly(far);
    assertThat(Rules.DEFAULTS.all())
        .extracting(Rule::name)
        .containsExactly("processor", "memory", "disk");
    assertThat(Optional.of(rules.field(far))).contains("more");
    assertThat(Rules.DEFAULTS.field(Rules.DEFAULTS.all().get(2))).isEqualTo("disk");
  }
}
