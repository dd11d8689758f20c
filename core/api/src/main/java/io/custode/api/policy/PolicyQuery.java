// SPDX-License-Identifier: Apache-2.0
package io.custode.api.policy;

import org.jspecify.annotations.Nullable;

/** Which policies, all conditions together; null means any. */
public record PolicyQuery(@Nullable String type, @Nullable PolicyLevel level) {
  public static final PolicyQuery ANY = new PolicyQuery(null, null);
}
