// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.custode.api.alert.Severity;
import io.custode.plugin.monitoring.internal.store.Bucket;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReplayTest {
  private static final long STEP = 300_000;

  private static List<Bucket> buckets(double... greatest) {
    return IntStream.range(0, greatest.length)
        .mapToObj(i -> new Bucket(i * STEP, 10, 0, greatest[i], greatest[i], greatest[i]))
        .toList();
  }

  private static Instant at(int bucket) {
    return Instant.ofEpochMilli(bucket * STEP);
  }

  @Test
  void saysWhatWouldHaveBeen() {
    var rule = new Rule("x", "x", Watch.ABOVE, 90.0, 97.0, 0, 10);

    assertThat(Replay.of(rule, "x", buckets(91, 92, 93, 98, 99, 98, 80, 91, 80, 91, 92, 96)))
        .containsExactly(
            new Replay.Outcome("x", Severity.CRITICAL, at(2), at(6), 99),
            new Replay.Outcome("x", Severity.WARNING, at(11), null, 96));
  }

  @Test
  void saysNothingWhereNothingWouldHaveBeen() {
    var rule = new Rule("x", "x", Watch.ABOVE, 90.0, null, 0, 10);

    assertThat(Replay.of(rule, "x", buckets(91, 92, 80, 91, 92))).isEmpty();
    assertThat(Replay.of(rule, "x", List.of())).isEmpty();
  }
}
