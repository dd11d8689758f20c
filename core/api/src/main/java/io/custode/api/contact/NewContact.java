// SPDX-License-Identifier: Apache-2.0
package io.custode.api.contact;

import io.custode.api.command.Doc;
import io.custode.api.tenant.SiteId;
import org.jspecify.annotations.Nullable;

/** What is needed to record a contact. */
public record NewContact(
    @Doc("Name, 1 to 200 characters") String name,
    @Doc("E-mail address, at most 254 characters, not used by another contact of the tenant")
        @Nullable String email,
    @Doc("Telephone, at most 60 characters") @Nullable String phone,
    @Doc("Site of the same tenant") @Nullable SiteId site) {}
