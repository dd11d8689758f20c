// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.agreement;

import io.custode.api.agreement.Agreement;
import io.custode.api.agreement.AgreementId;
import io.custode.api.agreement.AgreementKind;
import io.custode.api.agreement.Sla;
import io.custode.api.json.Json;
import io.custode.api.tenant.TenantId;
import io.custode.core.json.JsonMapping;
import java.time.LocalDate;
import javax.persistence.Column;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Lob;
import javax.persistence.MappedSuperclass;
import javax.persistence.Version;
import org.jspecify.annotations.Nullable;

/** The columns of an agreement. Days are texts like 2026-01-31, which sort as days do. */
@MappedSuperclass
public class AgreementRow {
  /** Stands for no last day, and sorts after all days. */
  private static final String OPEN = "9999-12-31";

  @Id
  @Column(length = 36)
  private String id = "";

  @Version private long revision;

  @Column(name = "tenant_id", insertable = false, updatable = false)
  private String tenant = "";

  @Column(nullable = false)
  private String name = "";

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private AgreementKind kind = AgreementKind.OTHER;

  @Column(name = "starts_on", nullable = false)
  private String startsOn = "";

  @Column(name = "ends_on", nullable = false)
  private String endsOn = OPEN;

  @Lob @Column private @Nullable String sla;

  protected AgreementRow() {}

  AgreementRow(TenantId tenant, String name, AgreementKind kind) {
    this.id = AgreementId.next().value();
    this.tenant = tenant.value();
    this.name = name;
    this.kind = kind;
  }

  final void say(String toName, LocalDate from, @Nullable LocalDate to, @Nullable Json toSla) {
    name = toName;
    startsOn = from.toString();
    endsOn = to == null ? OPEN : to.toString();
    sla = toSla == null ? null : toSla.text();
  }

  /**
   * @return the last day that a column says, or null if none is set
   */
  public static @Nullable LocalDate lastDay(String column) {
    return column.equals(OPEN) ? null : LocalDate.parse(column);
  }

  Agreement toAgreement(JsonMapping json) {
    return new Agreement(
        AgreementId.of(id),
        TenantId.of(tenant),
        name,
        kind,
        LocalDate.parse(startsOn),
        lastDay(endsOn),
        sla == null ? null : json.read(new Json(sla), Sla.class),
        revision);
  }
}
