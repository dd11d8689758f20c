// SPDX-License-Identifier: Apache-2.0
package io.custode.api.agreement;

import io.custode.api.command.Doc;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change of an agreement; what is null stays, unless it is to be cleared. What it was before is
 * in the audit.
 *
 * @param clear null: nothing
 * @param revision of the agreement as the caller read it
 */
public record AgreementChange(
    @Doc("Its new name") @Nullable String name,
    @Doc("Its new first day") @Nullable LocalDate startsOn,
    @Doc("Its new last day") @Nullable LocalDate endsOn,
    @Doc("What is promised from now on, all of it") @Nullable Sla sla,
    @Doc("What it has no longer: ENDS_ON, SLA") @Nullable List<Clearable> clear,
    @Doc("Revision that was read") long revision) {
  /** What an agreement can be without. */
  public enum Clearable {
    /** Its last day: it goes on until somebody ends it. */
    ENDS_ON,
    /** What is promised. */
    SLA
  }

  public AgreementChange {
    clear = clear == null ? List.of() : List.copyOf(clear);
  }

  /** A change that takes nothing away. */
  public AgreementChange(
      @Nullable String name,
      @Nullable LocalDate startsOn,
      @Nullable LocalDate endsOn,
      @Nullable Sla sla,
      long revision) {
    this(name, startsOn, endsOn, sla, List.of(), revision);
  }
}
