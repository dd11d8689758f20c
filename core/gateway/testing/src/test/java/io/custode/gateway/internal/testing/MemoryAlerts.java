// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.testing;

import io.custode.api.alert.Alert;
import io.custode.api.alert.AlertId;
import io.custode.api.alert.AlertQuery;
import io.custode.api.alert.AlertState;
import io.custode.api.alert.Alerts;
import io.custode.api.alert.NewAlert;
import io.custode.api.asset.AssetId;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Alerts that are open, as far as the gateway raises and resolves them. */
public final class MemoryAlerts implements Alerts {
  private final TenantId tenant;
  private final Map<String, Alert> open = new ConcurrentHashMap<>();

  MemoryAlerts(TenantId tenant) {
    this.tenant = tenant;
  }

  /**
   * @return kind, key and title of all that are open
   */
  public List<String> open() {
    return open.values().stream().map(a -> a.kind() + ' ' + a.key() + ": " + a.title()).toList();
  }

  @Override
  public Alert raise(NewAlert alert) {
    var now = Instant.now();
    var raised =
        new Alert(
            AlertId.next(),
            tenant,
            alert.asset(),
            "core",
            alert.kind(),
            alert.key(),
            alert.severity(),
            AlertState.OPEN,
            false,
            alert.title(),
            alert.detail(),
            null,
            1,
            now,
            now,
            null,
            null,
            null,
            1);
    open.put(alert.kind() + alert.asset() + alert.key(), raised);
    return raised;
  }

  @Override
  public Optional<Alert> resolve(String kind, @Nullable AssetId asset, String key) {
    return Optional.ofNullable(open.remove(kind + asset + key));
  }

  @Override
  public Optional<Alert> get(AlertId id) {
    return open.values().stream().filter(a -> a.id().equals(id)).findFirst();
  }

  @Override
  public Page<Alert> find(AlertQuery query, PageRequest page) {
    return new Page<>(List.copyOf(open.values()), null);
  }

  @Override
  public Alert resolve(AlertId id, @Nullable String note) {
    throw new AssertionError("the gateway resolves what it raised by its kind");
  }

  @Override
  public Alert acknowledge(AlertId id, @Nullable String note) {
    throw new AssertionError("people do that");
  }

  @Override
  public Alert reopen(AlertId id, @Nullable String note) {
    throw new AssertionError("people do that");
  }
}
