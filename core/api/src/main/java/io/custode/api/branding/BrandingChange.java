// SPDX-License-Identifier: Apache-2.0
package io.custode.api.branding;

import io.custode.api.command.Doc;
import org.jspecify.annotations.Nullable;

/** A branding as it is to be: what is null is taken away. */
public record BrandingChange(
    @Doc("Name to be shown, at most 200 characters; null: the tenant's own") @Nullable String name,
    @Doc("Colour, #rrggbb; null: the portal's own") @Nullable String accent,
    @Doc("PNG in Base64, at most 64 KiB and 1024 pixels a side; null: none") @Nullable String logo,
    @Doc("Revision that was read; 0 if nothing was set yet") long revision) {}
