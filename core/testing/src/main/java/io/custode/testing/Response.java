// SPDX-License-Identifier: Apache-2.0
package io.custode.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpHeaders;
import java.util.Map;

/** An answer of the platform's. */
public record Response(int status, String body, HttpHeaders headers) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Of what did not come over HTTP. */
  static final HttpHeaders NO_HEADERS = HttpHeaders.of(Map.of(), (name, value) -> true);

  /**
   * @return the body as JSON
   * @throws AssertionError if it is none
   */
  public JsonNode json() {
    try {
      return MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      throw new AssertionError("No JSON with status " + status + ": " + body, e);
    }
  }

  static String text(Object value) {
    try {
      return value instanceof String text ? text : MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Cannot be written as JSON", e);
    }
  }
}
