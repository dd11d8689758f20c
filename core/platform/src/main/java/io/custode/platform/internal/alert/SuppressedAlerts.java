// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.alert;

import io.custode.api.alert.NewSuppression;
import io.custode.api.alert.Suppression;
import io.custode.api.alert.SuppressionId;
import io.custode.api.alert.Suppressions;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.platform.internal.rule.Micros;
import java.time.InstantSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Suppressions, and what they do to the alerts that are there already. */
@Component
public final class SuppressedAlerts implements Suppressions {
  private final JpaSuppressions suppressions;
  private final AlertSweep sweep;
  private final InstantSource clock;

  @Activate
  public SuppressedAlerts(@Reference JpaSuppressions suppressions, @Reference AlertSweep sweep) {
    this(suppressions, sweep, InstantSource.system());
  }

  SuppressedAlerts(JpaSuppressions suppressions, AlertSweep sweep, InstantSource clock) {
    this.suppressions = suppressions;
    this.sweep = sweep;
    this.clock = clock;
  }

  @Override
  public Page<Suppression> find(PageRequest page) {
    return suppressions.find(clock.instant(), page);
  }

  @Override
  public Suppression create(NewSuppression suppression) {
    var made = suppressions.create(suppression, Micros.cut(clock.instant()));
    sweep.sweep();
    return made;
  }

  @Override
  public void end(SuppressionId id) {
    suppressions.end(id, Micros.cut(clock.instant()));
    sweep.sweep();
  }
}
