// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.alert;

import io.custode.api.access.UserId;
import io.custode.api.alert.NewSuppression;
import io.custode.api.alert.Suppression;
import io.custode.api.alert.SuppressionId;
import io.custode.api.asset.AssetId;
import io.custode.api.calendar.CalendarId;
import io.custode.api.group.GroupId;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.InstantMicros;
import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Id;
import javax.persistence.MappedSuperclass;
import javax.persistence.Version;
import org.jspecify.annotations.Nullable;

/** The columns of a suppression. */
@MappedSuperclass
public class SuppressionRow {
  /** Stands for no end, and sorts after all times. */
  static final Instant OPEN = Instant.parse("2200-01-01T00:00:00Z");

  @Id
  @Column(length = 36)
  private String id = "";

  @Version private long revision;

  @Column(name = "tenant_id", insertable = false, updatable = false)
  private String tenant = "";

  @Column(name = "asset_id")
  private @Nullable String asset;

  @Column(name = "group_id")
  private @Nullable String group;

  @Column private @Nullable String kind;

  @Convert(converter = InstantMicros.class)
  @Column(name = "from_at", nullable = false)
  private Instant from = Instant.EPOCH;

  @Convert(converter = InstantMicros.class)
  @Column(name = "until_at", nullable = false)
  private Instant until = OPEN;

  @Column(name = "calendar_id")
  private @Nullable String calendar;

  @Column(nullable = false)
  private String reason = "";

  @Column(name = "said_by", nullable = false)
  private String by = "";

  protected SuppressionRow() {}

  SuppressionRow(TenantId tenant, NewSuppression made, Instant from, UserId by) {
    this.id = SuppressionId.next().value();
    this.tenant = tenant.value();
    this.asset = made.asset() == null ? null : made.asset().value();
    this.group = made.group() == null ? null : made.group().value();
    this.kind = made.kind();
    this.from = from;
    this.until = made.until() == null ? OPEN : made.until();
    this.calendar = made.calendar() == null ? null : made.calendar().value();
    this.reason = made.reason();
    this.by = by.value();
  }

  final void end(Instant at) {
    until = at;
  }

  Suppression toSuppression() {
    return new Suppression(
        SuppressionId.of(id),
        TenantId.of(tenant),
        asset == null ? null : AssetId.of(asset),
        group == null ? null : GroupId.of(group),
        kind,
        from,
        until.equals(OPEN) ? null : until,
        calendar == null ? null : CalendarId.of(calendar),
        reason,
        UserId.of(by),
        revision);
  }
}
