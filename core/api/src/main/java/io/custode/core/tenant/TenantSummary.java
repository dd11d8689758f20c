// SPDX-License-Identifier: Apache-2.0
package io.custode.core.tenant;

import io.custode.api.agreement.AgreementId;
import io.custode.api.agreement.AgreementKind;
import io.custode.api.alert.Severity;
import io.custode.api.tenant.Tenant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What there is of a tenant now. Each is null for who may not read such things.
 *
 * @param assets those that are not retired
 * @param online how many of these are online
 * @param alerts those that are neither resolved nor suppressed
 * @param worst the worst of these; null also if there is none
 * @param agreements those in force today (UTC), by their first day
 */
public record TenantSummary(
    Tenant tenant,
    @Nullable Long assets,
    @Nullable Long online,
    @Nullable Long alerts,
    @Nullable Severity worst,
    @Nullable List<InForce> agreements) {
  /**
   * An agreement in short.
   *
   * @param endsOn last day, or null if none is set
   */
  public record InForce(
      AgreementId id, String name, AgreementKind kind, @Nullable LocalDate endsOn) {}

  public TenantSummary {
    agreements = agreements == null ? null : List.copyOf(agreements);
  }
}
