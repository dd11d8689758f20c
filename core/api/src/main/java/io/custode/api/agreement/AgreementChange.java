// SPDX-License-Identifier: Apache-2.0
package io.custode.api.agreement;

import io.custode.api.command.Doc;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A change of an agreement; what is null stays. What it was before is in the audit.
 *
 * @param revision of the agreement as the caller read it
 */
public record AgreementChange(
    @Doc("Its new name") @Nullable String name,
    @Doc("Its new first day") @Nullable LocalDate startsOn,
    @Doc("Its new last day") @Nullable LocalDate endsOn,
    @Doc("What is promised from now on, all of it") @Nullable Sla sla,
    @Doc("Revision that was read") long revision) {}
