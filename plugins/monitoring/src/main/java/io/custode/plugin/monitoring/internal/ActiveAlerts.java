// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal;

import io.custode.api.alert.AlertQuery;
import io.custode.api.alert.Alerts;
import io.custode.api.alert.Severity;
import io.custode.api.asset.AssetId;
import io.custode.api.page.PageRequest;
import java.util.LinkedHashMap;
import java.util.Map;

/** Alerts of the plugin that are there already. */
public final class ActiveAlerts {
  private ActiveAlerts() {}

  /**
   * @return those of a kind on an asset, by key: how bad they say it is
   */
  public static Map<String, Severity> of(Alerts alerts, String kind, AssetId asset) {
    var query = new AlertQuery(asset, kind, null, null, true, null, null);
    var there = new LinkedHashMap<String, Severity>();
    for (var alert : alerts.find(query, PageRequest.first(PageRequest.MAX)).items()) {
      there.put(alert.key(), alert.severity());
    }
    return there;
  }
}
