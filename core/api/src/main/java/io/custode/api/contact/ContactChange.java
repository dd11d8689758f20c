// SPDX-License-Identifier: Apache-2.0
package io.custode.api.contact;

import io.custode.api.command.Doc;
import io.custode.api.tenant.SiteId;
import org.jspecify.annotations.Nullable;

/** What a contact is from now on: what is null is gone. */
public record ContactChange(
    @Doc("Name, 1 to 200 characters") String name,
    @Doc("E-mail address; null: none") @Nullable String email,
    @Doc("Telephone; null: none") @Nullable String phone,
    @Doc("Site of the same tenant; null: none") @Nullable SiteId site,
    @Doc("Revision that was read") long revision) {}
