// SPDX-License-Identifier: Apache-2.0
package io.custode.api.calendar;

import io.custode.api.command.Doc;
import org.jspecify.annotations.Nullable;

/** Whose public holidays, movable ones included. */
public record HolidayRegion(
    @Doc("Country, ISO 3166-1: IT") String country,
    @Doc("Part of it that has holidays of its own, the end of its ISO 3166-2 code: 32, BY")
        @Nullable String region) {}
