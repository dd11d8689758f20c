// SPDX-License-Identifier: Apache-2.0
package io.custode.api.policy;

import java.util.List;

/**
 * What applies to a target, field by field.
 *
 * @param known whether the type is there; if not, fields show what is stored and none applies
 * @param fields in the order of the record, then those that it has no more
 */
public record EffectivePolicy(
    String type, boolean known, PolicyTarget target, List<PolicyField> fields) {
  public EffectivePolicy {
    fields = List.copyOf(fields);
  }
}
