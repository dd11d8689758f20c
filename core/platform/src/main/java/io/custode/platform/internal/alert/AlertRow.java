// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.alert;

import io.custode.api.access.UserId;
import io.custode.api.alert.Alert;
import io.custode.api.alert.AlertId;
import io.custode.api.alert.AlertState;
import io.custode.api.alert.NewAlert;
import io.custode.api.alert.Severity;
import io.custode.api.asset.AssetId;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.InstantMicros;
import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.MappedSuperclass;
import javax.persistence.Version;
import org.jspecify.annotations.Nullable;

/**
 * The columns of an alert. What two alerts of one thing have in common is a hash; with what ended
 * them it is a unique key, so that of one thing there is at most one that is not over.
 */
@MappedSuperclass
public class AlertRow {
  /** In the place of what ended it. */
  static final String ACTIVE = "-";

  @Id
  @Column(length = 36)
  private String id = "";

  @Version private long revision;

  @Column(name = "tenant_id", insertable = false, updatable = false)
  private String tenant = "";

  @Column(name = "same_hash", nullable = false)
  private String same = "";

  @Column(nullable = false)
  private String ended = ACTIVE;

  @Column(name = "asset_id")
  private @Nullable String asset;

  @Column(nullable = false)
  private String source = "";

  @Column(nullable = false)
  private String kind = "";

  @Column(name = "key_text", nullable = false)
  private String key = "";

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private Severity severity = Severity.INFO;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private AlertState state = AlertState.OPEN;

  @Column(nullable = false)
  private boolean suppressed;

  @Column(nullable = false)
  private String title = "";

  @Column private @Nullable String detail;

  @Column(name = "cause_id")
  private @Nullable String cause;

  @Column(nullable = false)
  private long times = 1;

  @Convert(converter = InstantMicros.class)
  @Column(name = "raised_at", nullable = false)
  private Instant raisedAt = Instant.EPOCH;

  @Convert(converter = InstantMicros.class)
  @Column(name = "last_at", nullable = false)
  private Instant lastAt = Instant.EPOCH;

  @Column(name = "handled_by")
  private @Nullable String handledBy;

  @Column private @Nullable String note;

  @Convert(converter = InstantMicros.class)
  @Column(name = "resolved_at")
  private @Nullable Instant resolvedAt;

  protected AlertRow() {}

  AlertRow(
      TenantId tenant, NewAlert alert, @Nullable AlertId cause, boolean suppressed, Instant now) {
    this.id = AlertId.next().value();
    this.tenant = tenant.value();
    this.same = AlertRules.same(alert.kind(), alert.asset(), alert.key());
    this.asset = alert.asset() == null ? null : alert.asset().value();
    this.source = AlertRules.source(alert.kind());
    this.kind = alert.kind();
    this.key = alert.key();
    this.cause = cause == null ? null : cause.value();
    this.suppressed = suppressed;
    this.raisedAt = now;
    this.lastAt = now;
    say(alert);
  }

  final void say(NewAlert alert) {
    severity = alert.severity();
    title = alert.title();
    detail = alert.detail();
  }

  final void open(@Nullable String toNote) {
    state = AlertState.OPEN;
    ended = ACTIVE;
    resolvedAt = null;
    note = toNote;
  }

  final void again(Instant now) {
    times++;
    lastAt = now;
  }

  final void acknowledge(UserId by, @Nullable String toNote) {
    state = AlertState.ACKNOWLEDGED;
    handledBy = by.value();
    note = toNote;
  }

  final void resolve(@Nullable String toNote, Instant now) {
    state = AlertState.RESOLVED;
    ended = id;
    resolvedAt = now;
    note = toNote == null ? note : toNote;
  }

  final void suppress(boolean now) {
    suppressed = now;
  }

  String id() {
    return id;
  }

  Alert toAlert() {
    return new Alert(
        AlertId.of(id),
        TenantId.of(tenant),
        asset == null ? null : AssetId.of(asset),
        source,
        kind,
        key,
        severity,
        state,
        suppressed,
        title,
        detail,
        cause == null ? null : AlertId.of(cause),
        times,
        raisedAt,
        lastAt,
        handledBy == null ? null : UserId.of(handledBy),
        note,
        resolvedAt,
        revision);
  }
}
