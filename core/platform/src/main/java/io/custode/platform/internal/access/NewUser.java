// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.command.Doc;
import io.custode.api.tenant.TenantId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A user to be. */
public record NewUser(
    @Doc("Sign-in name: 2 to 60 of a-z, 0-9, dot, dash, underscore, at") String name,
    @Doc("administrator, or a role that permissions name: technician, auditor, contact, guest")
        String role,
    @Doc("For a customer contact: his tenant") @Nullable TenantId contactOf,
    @Doc("For a technician: the tenants he sees; none given: all")
        @Nullable List<TenantId> visible) {
  List<TenantId> sees() {
    return visible == null ? List.of() : List.copyOf(visible);
  }
}
