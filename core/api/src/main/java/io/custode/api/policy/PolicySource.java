// SPDX-License-Identifier: Apache-2.0
package io.custode.api.policy;

import io.custode.api.json.Json;
import io.custode.api.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * What one level says of a field.
 *
 * @param target where it is set; null for the defaults of the type
 * @param tenant whose policy it is, or null if it is the provider's or the default. A tenant can
 *     set a policy for a group of the provider's
 * @param label name of the site or group; null for others
 * @param value what it says
 * @param locked whether it forbids those below to say otherwise
 * @param fate what became of it
 */
public record PolicySource(
    @Nullable PolicyTarget target,
    @Nullable TenantId tenant,
    @Nullable String label,
    Json value,
    boolean locked,
    Fate fate) {
  /** What became of what a level says. */
  public enum Fate {
    /** It applies; of a merged list, it is part of what applies. */
    APPLIES,
    /** A level further down says otherwise. */
    OVERRIDDEN,
    /** A level further up locked the field. */
    LOCKED_OUT,
    /** It does not fit the type any more, so it is left out. */
    UNFIT
  }
}
