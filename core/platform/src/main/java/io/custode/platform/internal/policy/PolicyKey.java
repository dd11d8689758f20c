// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.policy;

import io.custode.api.policy.PolicyLevel;
import io.custode.api.policy.PolicyTarget;

/** Of which policy a row is. */
record PolicyKey(String type, PolicyTarget target) {
  /** What stands in the column of targets that are no things. */
  private static final String WHOLE = "-";

  String id() {
    var id = target.id();
    return id == null ? WHOLE : id;
  }

  static PolicyKey of(String type, PolicyLevel level, String id) {
    return new PolicyKey(type, new PolicyTarget(level, id.equals(WHOLE) ? null : id));
  }
}
