// SPDX-License-Identifier: Apache-2.0
package io.custode.api.policy;

import io.custode.api.command.Doc;
import io.custode.api.json.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that is to be set for a target: fields that are not in it are inherited from then on.
 *
 * @param revision of the policy as the caller read it; null if there was none
 */
public record PolicyChange(
    @Doc("Each field that is set, by name") Map<String, Json> values,
    @Doc("Fields among them that nobody below may set otherwise") @Nullable List<String> locked,
    @Doc("Revision that was read; null if nothing was set yet") @Nullable Long revision) {
  private static final Json NULL = new Json("null");

  public PolicyChange {
    values = given(values);
    locked = locked == null ? null : List.copyOf(locked);
  }

  private static Map<String, Json> given(Map<String, Json> values) {
    var given = new HashMap<String, Json>();
    // a mapping reads a JSON null as no value at all
    values.forEach((name, value) -> given.put(name, value == null ? NULL : value));
    return Map.copyOf(given);
  }
}
