// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.imports;

import io.custode.api.access.UserId;
import io.custode.api.imports.Import;
import io.custode.api.imports.ImportId;
import io.custode.api.imports.ImportKind;
import io.custode.api.imports.ImportState;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.InstantMicros;
import io.custode.persistence.ProviderWide;
import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.jspecify.annotations.Nullable;

/** An import and how far it is. */
@Entity
@ProviderWide
@Table(name = "csv_import")
public class ImportEntity {
  @Id
  @Column(length = 36)
  private String id = "";

  @Version private long revision;

  @Column(name = "about_tenant")
  private @Nullable String tenant;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private ImportKind kind = ImportKind.TENANTS;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private ImportState state = ImportState.CHECKED;

  @Column(nullable = false)
  private String encoding = "";

  @Column(name = "cell_separator", nullable = false)
  private String separator = "";

  @Column(name = "rows_total", nullable = false)
  private long rows;

  @Column(name = "rows_seen", nullable = false)
  private long seen;

  @Column(name = "rows_created", nullable = false)
  private long created;

  @Column(name = "rows_changed", nullable = false)
  private long changed;

  @Column(name = "rows_same", nullable = false)
  private long same;

  @Column(name = "rows_rejected", nullable = false)
  private long rejected;

  @Column(nullable = false)
  private long proposals;

  @Column(name = "requested_by", nullable = false)
  private String requestedBy = "";

  @Convert(converter = InstantMicros.class)
  @Column(name = "created_at", nullable = false)
  private Instant createdAt = Instant.EPOCH;

  @Convert(converter = InstantMicros.class)
  @Column(name = "finished_at")
  private @Nullable Instant finishedAt;

  @Column private @Nullable String note;

  protected ImportEntity() {}

  ImportEntity(
      ImportId id,
      @Nullable TenantId tenant,
      ImportKind kind,
      String encoding,
      String separator,
      UserId requestedBy) {
    this.id = id.value();
    this.tenant = tenant == null ? null : tenant.value();
    this.kind = kind;
    this.encoding = encoding;
    this.separator = separator;
    this.requestedBy = requestedBy.value();
    this.createdAt = Instant.now();
  }

  ImportState state() {
    return state;
  }

  void counted(Tally tally) {
    rows = tally.seen();
    seen = tally.seen();
    count(tally);
  }

  /** What the trial counted counts no more. */
  void start() {
    state = ImportState.RUNNING;
    seen = 0;
    created = 0;
    changed = 0;
    same = 0;
    rejected = 0;
    proposals = 0;
  }

  void went(Tally batch) {
    seen += batch.seen();
    count(batch);
  }

  private void count(Tally tally) {
    created += tally.created();
    changed += tally.changed();
    same += tally.same();
    rejected += tally.rejected();
    proposals += tally.proposals();
  }

  void end(ImportState as, @Nullable String why) {
    state = as;
    note = why;
    finishedAt = Instant.now();
  }

  Import toImport() {
    return new Import(
        ImportId.of(id),
        tenant == null ? null : TenantId.of(tenant),
        kind,
        state,
        encoding,
        separator,
        rows,
        seen,
        created,
        changed,
        same,
        rejected,
        proposals,
        UserId.of(requestedBy),
        createdAt,
        finishedAt,
        note);
  }
}
