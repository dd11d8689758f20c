// SPDX-License-Identifier: Apache-2.0
package io.custode.api.policy;

import io.custode.api.json.Json;
import io.custode.api.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is set for one target: some fields of a type, the others are inherited.
 *
 * @param type its name
 * @param known whether the type is there; what is stored stays while its plugin is away
 * @param tenant whose it is, or null if it is the provider's
 * @param values each field that is set, by name
 * @param locked fields that nobody below may set otherwise; each is in {@code values}
 * @param changedAt when it was last changed
 * @param revision counts changes; send it back to change or clear it
 */
public record Policy(
    String type,
    boolean known,
    @Nullable TenantId tenant,
    PolicyTarget target,
    Map<String, Json> values,
    List<String> locked,
    Instant changedAt,
    long revision) {
  public Policy {
    values = Map.copyOf(values);
    locked = List.copyOf(locked);
  }
}
