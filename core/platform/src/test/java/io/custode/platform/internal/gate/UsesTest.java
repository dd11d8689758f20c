// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.custode.api.plugin.PluginId;
import io.custode.core.call.PluginUse;
import io.custode.core.call.PluginUse.Unit;
import java.util.List;
import org.junit.jupiter.api.Test;

class UsesTest {
  private static final PluginId ACME = PluginId.of("acme");
  private final PluginMeter meter = new PluginMeter(ACME, PatientCalls.BUDGET);

  private List<PluginUse> uses() {
    meter.look();
    return Uses.of(ACME, PatientCalls.BUDGET, meter.during(PluginMeter.MINUTE), meter.duringAll());
  }

  @Test
  void saysWhatWasTakenBesideWhatIsTooMuch() {
    for (int i = 0; i < 3; i++) {
      meter.called();
    }
    meter.failed();
    meter.late();
    assertThat(uses())
        .extracting(PluginUse::what, PluginUse::taken, PluginUse::limit, PluginUse::seconds)
        .contains(
            tuple("calls", 3L, null, 60),
            tuple("failed", 1L, 1000L, 60),
            tuple("late", 1L, 1000L, 300),
            tuple("cpu", 0L, 1_000_000L, 60),
            tuple("database", 0L, 1_000_000L, 60),
            tuple("refused", 0L, 1000L, 60),
            tuple("dropped", 0L, 1000L, 60));
  }

  @Test
  void whatItsThreadsTakeIsInMillisecondsAndBytes() {
    meter.begun(new Bindings());
    meter.look();
    var garbage = new byte[8 << 20];
    assertThat(uses())
        .filteredOn(use -> use.what().equals("memory"))
        .singleElement()
        .satisfies(
            use -> {
              assertThat(use.unit()).isEqualTo(Unit.BYTES);
              assertThat(use.taken()).isGreaterThanOrEqualTo(garbage.length);
              assertThat(use.limit()).isEqualTo(1L << 40);
            });
  }
}
