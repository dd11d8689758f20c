// SPDX-License-Identifier: Apache-2.0
package io.custode.api.provider;

import io.custode.api.command.Doc;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** The provider as it is to be: what is null is taken away. */
public record ProviderChange(
    @Doc("Name of the MSP, at most 200 characters") @Nullable String name,
    @Doc("Colour, #rrggbb; null: the console's own") @Nullable String accent,
    @Doc("PNG in Base64, at most 64 KiB and 1024 pixels a side; null: none") @Nullable String logo,
    @Doc("en or it, for who has not chosen another; null: en") @Nullable String language,
    @Doc("Time zone of what is sent to people, as Europe/Rome; null: UTC") @Nullable ZoneId zone,
    @Doc("Revision that was read; 0 if nothing was set yet") long revision) {}
