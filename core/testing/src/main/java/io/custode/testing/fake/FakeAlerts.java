// SPDX-License-Identifier: Apache-2.0
package io.custode.testing.fake;

import io.custode.api.alert.Alert;
import io.custode.api.alert.AlertId;
import io.custode.api.alert.AlertQuery;
import io.custode.api.alert.AlertState;
import io.custode.api.alert.Alerts;
import io.custode.api.alert.NewAlert;
import io.custode.api.asset.AssetId;
import io.custode.api.error.Conflict;
import io.custode.api.error.NotFound;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Alerts of one tenant; what was resolved is not reopened by being raised again. */
public final class FakeAlerts implements Alerts {
  private final TenantId tenant;
  private final List<Alert> alerts = new ArrayList<>();

  public FakeAlerts(TenantId tenant) {
    this.tenant = tenant;
  }

  @Override
  public Optional<Alert> get(AlertId id) {
    return alerts.stream().filter(alert -> alert.id().equals(id)).findFirst();
  }

  @Override
  public Page<Alert> find(AlertQuery query, PageRequest page) {
    var found = alerts.stream().filter(alert -> matches(query, alert)).toList();
    return Pages.cut(found, page, alert -> alert.id().value());
  }

  private static boolean matches(AlertQuery query, Alert alert) {
    return (query.asset() == null || query.asset().equals(alert.asset()))
        && (query.kind() == null || query.kind().equals(alert.kind()))
        && (query.severity() == null || query.severity().compareTo(alert.severity()) <= 0)
        && (query.state() == null || query.state() == alert.state())
        && (query.active() == null || query.active() == isActive(alert))
        && (query.suppressed() == null || query.suppressed() == alert.suppressed())
        && (query.cause() == null || query.cause().equals(alert.cause()));
  }

  private static boolean isActive(Alert alert) {
    return alert.state() != AlertState.RESOLVED;
  }

  private Optional<Alert> active(String kind, @Nullable AssetId asset, String key) {
    return alerts.stream()
        .filter(FakeAlerts::isActive)
        .filter(alert -> alert.kind().equals(kind) && alert.key().equals(key))
        .filter(alert -> Objects.equals(alert.asset(), asset))
        .findFirst();
  }

  @Override
  public Alert raise(NewAlert alert) {
    var was = active(alert.kind(), alert.asset(), alert.key());
    var now = Instant.now();
    return put(
        new Alert(
            was.map(Alert::id).orElseGet(AlertId::next),
            tenant,
            alert.asset(),
            alert.kind().replaceFirst("\\..*", ""),
            alert.kind(),
            alert.key(),
            alert.severity(),
            was.map(Alert::state).orElse(AlertState.OPEN),
            false,
            alert.title(),
            alert.detail(),
            alert.cause(),
            was.map(Alert::count).orElse(0L) + 1,
            was.map(Alert::raisedAt).orElse(now),
            now,
            null,
            null,
            null,
            was.map(Alert::revision).orElse(0L) + 1));
  }

  /** Newest first, whatever becomes of it. */
  private Alert put(Alert alert) {
    for (int i = 0; i < alerts.size(); i++) {
      if (alerts.get(i).id().equals(alert.id())) {
        alerts.set(i, alert);
        return alert;
      }
    }
    alerts.add(0, alert);
    return alert;
  }

  private Alert turn(Alert was, AlertState state, @Nullable String note) {
    return put(
        new Alert(
            was.id(),
            was.tenant(),
            was.asset(),
            was.source(),
            was.kind(),
            was.key(),
            was.severity(),
            state,
            was.suppressed(),
            was.title(),
            was.detail(),
            was.cause(),
            was.count(),
            was.raisedAt(),
            was.lastAt(),
            was.handledBy(),
            note,
            state == AlertState.RESOLVED ? Instant.now() : null,
            was.revision() + 1));
  }

  @Override
  public Optional<Alert> resolve(String kind, @Nullable AssetId asset, String key) {
    return active(kind, asset, key).map(alert -> turn(alert, AlertState.RESOLVED, null));
  }

  @Override
  public Alert resolve(AlertId id, @Nullable String note) {
    return turn(notResolved(id), AlertState.RESOLVED, note);
  }

  @Override
  public Alert acknowledge(AlertId id, @Nullable String note) {
    return turn(notResolved(id), AlertState.ACKNOWLEDGED, note);
  }

  @Override
  public Alert reopen(AlertId id, @Nullable String note) {
    var alert = known(id);
    if (isActive(alert)) {
      throw new Conflict("alert-not-resolved", "The alert is not over.", "Read it again.");
    }
    return turn(alert, AlertState.OPEN, note);
  }

  private Alert known(AlertId id) {
    return get(id).orElseThrow(() -> new NotFound("alert", id));
  }

  private Alert notResolved(AlertId id) {
    var alert = known(id);
    if (!isActive(alert)) {
      throw new Conflict("alert-resolved", "The alert is over already.", "Read it again.");
    }
    return alert;
  }
}
