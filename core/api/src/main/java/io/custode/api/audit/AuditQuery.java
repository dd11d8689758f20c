// SPDX-License-Identifier: Apache-2.0
package io.custode.api.audit;

import org.jspecify.annotations.Nullable;

/**
 * Which entries, all conditions together; null means any.
 *
 * @param actor sign-in name or id of a user, or name of a part of the platform
 */
public record AuditQuery(@Nullable String actor, @Nullable String verb, @Nullable String target) {
  public static final AuditQuery ANY = new AuditQuery(null, null, null);
}
