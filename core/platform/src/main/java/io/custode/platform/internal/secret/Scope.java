// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.secret;

import io.custode.api.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Whose a secret is.
 *
 * @param text id of the tenant, or {@link #PROVIDER}
 */
record Scope(String text) {
  static final String PROVIDER = "provider";

  static Scope of(@Nullable String tenant) {
    return new Scope(tenant == null ? PROVIDER : tenant);
  }

  @Nullable TenantId tenant() {
    return text.equals(PROVIDER) ? null : TenantId.of(text);
  }
}
