// SPDX-License-Identifier: Apache-2.0
package io.custode.api.agreement;

import io.custode.api.command.Doc;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** An agreement to be, with the tenant that is bound. */
public record NewAgreement(
    @Doc("Name, 1 to 200 characters") String name,
    @Doc("What kind of promise") AgreementKind kind,
    @Doc("First day, 2026-01-31") LocalDate startsOn,
    @Doc("Last day; none if it goes on") @Nullable LocalDate endsOn,
    @Doc("What is promised") @Nullable Sla sla) {}
