// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.store;

import io.custode.api.error.Problem;
import io.custode.persistence.core.TenantBinding.Binding;
import org.jspecify.annotations.Nullable;

/** Refuses rows of a tenant where none is bound. */
final class NoTenant {
  private NoTenant() {}

  /**
   * Who came through a door without a tenant can choose one; that a part of the platform has none
   * is a mistake of ours.
   *
   * @param bound what is bound on this thread
   * @param mistake says it to ourselves
   */
  static RuntimeException refused(@Nullable Binding bound, String mistake) {
    boolean person = bound != null && bound.viewer() != null && !bound.provider();
    return person
        ? new Problem(
            Problem.Kind.INVALID,
            "tenant-needed",
            "This works in one tenant, and none is chosen; nothing was changed.",
            "Choose a tenant: /api/v1/tenants/<id>/ in the path, --tenant <id> in the shell.")
        : new IllegalStateException(mistake);
  }
}
