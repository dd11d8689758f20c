// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.access.Principal;
import io.custode.api.access.UserId;
import io.custode.api.tenant.TenantId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is signed in, as he sees himself.
 *
 * @param tenant a customer contact's own; null for everybody else
 * @param permissions what he may do, in order; {@code *} holds all
 */
public record Me(
    UserId id,
    String name,
    Principal.Kind kind,
    @Nullable TenantId tenant,
    List<String> permissions) {
  static Me of(Principal principal) {
    return new Me(
        principal.id(),
        principal.name(),
        principal.kind(),
        principal.tenant(),
        principal.permissions().stream().sorted().toList());
  }
}
