// SPDX-License-Identifier: Apache-2.0
package io.custode.api.policy;

import io.custode.api.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field as it applies, and why.
 *
 * @param value what applies; null for what is stored of a field that the type has no more
 * @param source where that is set, or null if it is the default; of a merged list the lowest level
 * @param sources all that is said of it, from the defaults down
 */
public record PolicyField(
    String name, @Nullable Json value, @Nullable PolicyTarget source, List<PolicySource> sources) {
  public PolicyField {
    sources = List.copyOf(sources);
  }
}
