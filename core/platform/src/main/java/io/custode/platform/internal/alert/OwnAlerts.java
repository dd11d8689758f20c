// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.alert;

import io.custode.api.alert.Alert;
import io.custode.api.alert.AlertId;
import io.custode.api.alert.AlertQuery;
import io.custode.api.alert.Alerts;
import io.custode.api.alert.NewAlert;
import io.custode.api.asset.AssetId;
import io.custode.api.error.Problem;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.platform.internal.access.CoreBundles;
import io.custode.platform.internal.access.PluginHeaders;
import io.custode.platform.internal.gate.BoundedCalls;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** What one bundle may raise: core's bundles everything, a plugin what begins with its id. */
@Component(service = Alerts.class, scope = ServiceScope.BUNDLE)
public final class OwnAlerts implements Alerts {
  private final JpaAlerts alerts;
  private final BoundedCalls calls;
  private final @Nullable String plugin;

  @Activate
  public OwnAlerts(
      ComponentContext context, @Reference JpaAlerts alerts, @Reference BoundedCalls calls) {
    this(alerts, calls, pluginOf(context.getUsingBundle()));
  }

  /**
   * @param plugin its id; null for core's bundles
   */
  OwnAlerts(JpaAlerts alerts, BoundedCalls calls, @Nullable String plugin) {
    this.alerts = alerts;
    this.calls = calls;
    this.plugin = plugin;
  }

  private static @Nullable String pluginOf(Bundle bundle) {
    if (CoreBundles.isCore(bundle)) {
      return null;
    }
    // a bundle that is neither has none
    var id = PluginHeaders.of(bundle).plugin();
    return id == null ? "" : id;
  }

  private void requireOwn(String kind) {
    if (plugin != null && !AlertRules.source(AlertRules.kind(kind)).equals(plugin)) {
      throw new Problem(
          Problem.Kind.FORBIDDEN,
          "capability-needed",
          "This plugin may not raise or resolve " + kind + "; nothing was changed.",
          "Kinds of a plugin's alerts begin with its id and a dot.");
    }
  }

  @Override
  public Optional<Alert> get(AlertId id) {
    return alerts.get(id);
  }

  @Override
  public Page<Alert> find(AlertQuery query, PageRequest page) {
    return alerts.find(query, page);
  }

  @Override
  public Alert raise(NewAlert alert) {
    requireOwn(alert.kind());
    calls.tells();
    return alerts.raise(alert);
  }

  @Override
  public Optional<Alert> resolve(String kind, @Nullable AssetId asset, String key) {
    requireOwn(kind);
    return alerts.resolve(kind, asset, key);
  }

  @Override
  public Alert resolve(AlertId id, @Nullable String note) {
    return alerts.resolve(id, note);
  }

  @Override
  public Alert acknowledge(AlertId id, @Nullable String note) {
    return alerts.acknowledge(id, note);
  }

  @Override
  public Alert reopen(AlertId id, @Nullable String note) {
    return alerts.reopen(id, note);
  }
}
