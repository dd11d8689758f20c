// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.policy;

import io.custode.api.json.Json;
import io.custode.api.policy.PolicyChange;
import java.util.List;
import java.util.Map;

/** What a row holds: the fields that are set, and which of them are locked. */
record Stored(Map<String, Json> values, List<String> locked) {
  static final Stored NOTHING = new Stored(Map.of(), List.of());

  Stored {
    // the same care for a stored null
    values = new PolicyChange(values, null, null).values();
    locked = List.copyOf(locked);
  }
}
