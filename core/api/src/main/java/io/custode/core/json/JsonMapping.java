// SPDX-License-Identifier: Apache-2.0
package io.custode.core.json;

import io.custode.api.json.Json;
import java.lang.reflect.Type;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Records to JSON and back: ids as strings, instants and durations in ISO 8601, absent values as
 * null, {@link Json} as it is, unknown fields refused. Each bundle gets a mapping of its own that
 * is dropped with it.
 */
@ProviderType
public interface JsonMapping {
  Json write(Object value);

  /**
   * @throws io.custode.api.error.Invalid naming each field that does not fit
   */
  <T> T read(Json json, Type type);
}
