// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.custode.api.error.Invalid;
import io.custode.api.json.Json;
import io.custode.core.json.JsonMapping;
import java.lang.reflect.Type;

/** The contract of the JSON mapping, as far as these tests need it: unknown fields are refused. */
final class JacksonMapping implements JsonMapping {
  private final ObjectMapper mapper = new ObjectMapper();

  @Override
  public Json write(Object value) {
    try {
      return new Json(mapper.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Override
  public <T> T read(Json json, Type type) {
    try {
      return mapper.readValue(json.text(), mapper.constructType(type));
    } catch (JsonProcessingException e) {
      throw Invalid.field("body", e.getOriginalMessage());
    }
  }
}
