// SPDX-License-Identifier: Apache-2.0
package io.custode.api.asset;

import io.custode.api.command.Doc;
import io.custode.api.contact.ContactId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** To whom an asset is lent. */
public record NewLoan(
    @Doc("Contact of the same tenant who has it") ContactId contact,
    @Doc("First day; default: today, UTC") @Nullable LocalDate from,
    @Doc("Day on which it should be back") @Nullable LocalDate until) {}
