// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.hello;

import io.custode.api.alert.AlertQuery;
import io.custode.api.alert.Alerts;
import io.custode.api.alert.NewAlert;
import io.custode.api.alert.Severity;
import io.custode.api.asset.AssetId;
import io.custode.api.asset.AssetKind;
import io.custode.api.asset.Assets;
import io.custode.api.json.Json;
import io.custode.api.page.PageRequest;
import io.custode.api.rollout.RolloutId;
import io.custode.spi.rollout.RolloutStep;
import io.custode.spi.rollout.StepOutcome;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Greets assets ring by ring: each has an alert that says so. Printers have nobody to greet. */
@Component
public final class Welcome implements RolloutStep {
  private static final String KIND = "hello.welcome";

  private final Assets assets;
  private final Alerts alerts;

  @Activate
  public Welcome(@Reference Assets assets, @Reference Alerts alerts) {
    this.assets = assets;
    this.alerts = alerts;
  }

  @Override
  public String id() {
    return KIND;
  }

  @Override
  public String description() {
    return "Welcomes each asset with an alert; printers fail. The target is not read.";
  }

  @Override
  public StepOutcome advance(RolloutId rollout, AssetId asset, Json target) {
    var about = assets.get(asset);
    if (about.isEmpty()) {
      return StepOutcome.failed("The asset is not there any more.");
    }
    if (about.get().kind() == AssetKind.PRINTER) {
      return StepOutcome.failed("Nobody sits at a printer.");
    }
    // asked again after a crash: what was done for this rollout is looked up, not done again
    if (!isDone(rollout, asset)) {
      alerts.raise(
          new NewAlert(
              KIND,
              rollout.value(),
              Severity.INFO,
              "Welcome, " + about.get().name(),
              null,
              asset,
              null));
    }
    return StepOutcome.SUCCEEDED;
  }

  private boolean isDone(RolloutId rollout, AssetId asset) {
    var welcomed = new AlertQuery(asset, KIND, null, null, null, null, null);
    return alerts.find(welcomed, PageRequest.first(PageRequest.MAX)).items().stream()
        .anyMatch(alert -> alert.key().equals(rollout.value()));
  }
}
