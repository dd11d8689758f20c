// SPDX-License-Identifier: Apache-2.0
package io.custode.api.access;

import io.custode.api.tenant.TenantId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who calls, as of this call.
 *
 * @param kind what he is
 * @param id the user; for {@link Kind#SYSTEM} a fixed id per part of the platform
 * @param name sign-in name, or the part's name
 * @param tenant the tenant a customer contact belongs to; null for everybody else
 * @param permissions what he may do; {@code *} holds all
 */
public record Principal(
    Kind kind, UserId id, String name, @Nullable TenantId tenant, Set<String> permissions) {
  /** What somebody is. */
  public enum Kind {
    /** Works for the MSP. */
    TECHNICIAN,
    /** Works for a customer; always bound to his own tenant. */
    CONTACT,
    /** A part of the platform itself. */
    SYSTEM
  }

  public Principal {
    permissions = Set.copyOf(permissions);
  }

  public boolean may(String permission) {
    return permissions.contains(permission) || permissions.contains("*");
  }
}
