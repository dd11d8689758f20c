// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.Principal;
import io.custode.api.access.UserId;
import io.custode.api.tenant.TenantId;
import java.util.Set;

/** The platform itself as a caller. All its parts share one viewer, which sees every tenant. */
public final class SystemParts {
  /** The one id of every part; no user can have it since ids of users are made by the platform. */
  public static final UserId ID = UserId.of("00000000-0000-7000-8000-000000000001");

  /** The one id of every part that works for one tenant; as a viewer it sees none. */
  private static final UserId OF_TENANT = UserId.of("00000000-0000-7000-8000-000000000002");

  private SystemParts() {}

  public static Principal part(String name) {
    return new Principal(Principal.Kind.SYSTEM, ID, name, null, Set.of("*"));
  }

  /** A part that works for one tenant: bound to it, and to no other. */
  public static Principal ofTenant(String name, TenantId tenant) {
    return new Principal(Principal.Kind.SYSTEM, OF_TENANT, name, tenant, Set.of("*"));
  }
}
