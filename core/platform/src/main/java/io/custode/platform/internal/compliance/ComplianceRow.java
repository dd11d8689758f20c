// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.compliance;

import io.custode.api.asset.AssetId;
import io.custode.api.compliance.ComplianceEntry;
import io.custode.api.compliance.ComplianceState;
import io.custode.api.id.Uuid7;
import io.custode.api.json.Json;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.InstantMicros;
import io.custode.spi.compliance.ComplianceFinding;
import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.MappedSuperclass;
import javax.persistence.Version;

/** The columns of what was said, with the time from which and until which it was. */
@MappedSuperclass
public class ComplianceRow {
  /**
   * Stands for no end, and sorts after all times; Java counts microseconds no farther than 2262.
   */
  static final Instant OPEN = Instant.parse("2200-01-01T00:00:00Z");

  @Id
  @Column(length = 36)
  private String id = "";

  @Version private long revision;

  @Column(name = "tenant_id", insertable = false, updatable = false)
  private String tenant = "";

  @Column(name = "asset_id", nullable = false)
  private String asset = "";

  @Column(nullable = false)
  private String item = "";

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private ComplianceState state = ComplianceState.UNKNOWN;

  @Column(nullable = false)
  private String reason = "";

  @Column(nullable = false)
  private String evidence = "";

  @Convert(converter = InstantMicros.class)
  @Column(name = "state_since", nullable = false)
  private Instant since = Instant.EPOCH;

  @Convert(converter = InstantMicros.class)
  @Column(name = "said_from", nullable = false)
  private Instant from = Instant.EPOCH;

  @Convert(converter = InstantMicros.class)
  @Column(name = "said_until", nullable = false)
  private Instant until = OPEN;

  protected ComplianceRow() {}

  ComplianceRow(
      TenantId tenant, AssetId asset, ComplianceFinding said, Instant since, Instant from) {
    this.id = Uuid7.next();
    this.tenant = tenant.value();
    this.asset = asset.value();
    this.item = said.item();
    this.state = said.state();
    this.reason = said.reason();
    this.evidence = said.evidence().text();
    this.since = since;
    this.from = from;
  }

  final boolean says(ComplianceFinding finding) {
    return state == finding.state()
        && reason.equals(finding.reason())
        && evidence.equals(finding.evidence().text());
  }

  final void end(Instant at) {
    until = at;
  }

  String item() {
    return item;
  }

  ComplianceState state() {
    return state;
  }

  Instant from() {
    return from;
  }

  Instant since() {
    return since;
  }

  ComplianceEntry toEntry() {
    return new ComplianceEntry(
        TenantId.of(tenant),
        AssetId.of(asset),
        item,
        state,
        reason,
        new Json(evidence),
        since,
        from,
        until.equals(OPEN) ? null : until);
  }
}
