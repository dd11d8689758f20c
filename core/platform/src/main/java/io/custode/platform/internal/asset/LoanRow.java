// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.asset;

import io.custode.api.asset.AssetId;
import io.custode.api.asset.Loan;
import io.custode.api.contact.ContactId;
import io.custode.api.tenant.TenantId;
import java.time.LocalDate;
import javax.persistence.Column;
import javax.persistence.Id;
import javax.persistence.MappedSuperclass;
import javax.persistence.Version;
import org.jspecify.annotations.Nullable;

/** The columns of a loan. Days are texts like 2026-01-31, which sort as days do. */
@MappedSuperclass
public class LoanRow {
  /** Stands for no last day, and sorts after all days. */
  static final String OPEN = "9999-12-31";

  @Id
  @Column(name = "asset_id", length = 36)
  private String asset = "";

  @Version private long revision;

  @Column(name = "tenant_id", insertable = false, updatable = false)
  private String tenant = "";

  @Column(name = "contact_id")
  private @Nullable String contact;

  @Column(name = "lent_from", nullable = false)
  private String from = "";

  @Column(name = "due_on", nullable = false)
  private String until = OPEN;

  protected LoanRow() {}

  LoanRow(AssetId asset) {
    this.asset = asset.value();
  }

  final void say(ContactId to, LocalDate since, @Nullable LocalDate due) {
    contact = to.value();
    from = since.toString();
    until = due == null ? OPEN : due.toString();
  }

  Loan toLoan(TenantId of) {
    return new Loan(
        AssetId.of(asset),
        of,
        contact == null ? null : ContactId.of(contact),
        LocalDate.parse(from),
        until.equals(OPEN) ? null : LocalDate.parse(until));
  }

  Loan toLoan() {
    return toLoan(TenantId.of(tenant));
  }
}
