// SPDX-License-Identifier: Apache-2.0
package io.custode.api.agreement;

import io.custode.api.tenant.TenantId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What was agreed with a tenant.
 *
 * @param startsOn first day
 * @param endsOn last day, or null if none is set
 * @param sla what is promised, or null if nothing is
 * @param revision counts changes; send it back to change the row
 */
public record Agreement(
    AgreementId id,
    TenantId tenant,
    String name,
    AgreementKind kind,
    LocalDate startsOn,
    @Nullable LocalDate endsOn,
    @Nullable Sla sla,
    long revision) {

  /**
   * @return whether it is in force on that day, as the customer's place has it
   */
  public AgreementStatus on(LocalDate day) {
    if (day.isBefore(startsOn)) {
      return AgreementStatus.UPCOMING;
    }
    return endsOn != null && day.isAfter(endsOn) ? AgreementStatus.ENDED : AgreementStatus.ACTIVE;
  }
}
