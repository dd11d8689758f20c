// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.gate;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** As much of OpenAPI's schemas as the document uses. */
final class SchemaCheck {
  private final JsonNode document;
  private final List<String> objections = new ArrayList<>();

  SchemaCheck(JsonNode document) {
    this.document = document;
  }

  JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
  }

  /**
   * @return what of the value the schema does not take
   */
  List<String> objections(JsonNode schema, JsonNode value) {
    objections.clear();
    check(schema, value, "$");
    return List.copyOf(objections);
  }

  private void object(String at, String why) {
    objections.add(at + " " + why);
  }

  private void check(JsonNode given, JsonNode value, String at) {
    var schema = resolved(given);
    if (schema.isMissingNode()) {
      object(at, "has no schema");
      return;
    }
    if (value.isNull()) {
      if (!schema.path("nullable").asBoolean() && (schema.has("type") || schema.has("allOf"))) {
        object(at, "is null");
      }
      return;
    }
    schema.path("allOf").forEach(part -> check(part, value, at));
    if (schema.has("enum") && !contains(schema.path("enum"), value)) {
      object(at, "is none of the values");
    }
    switch (schema.path("type").asText()) {
      case "object" -> checkObject(schema, value, at);
      case "array" -> {
        checkKind(value.isArray(), at);
        for (int i = 0; i < value.size(); i++) {
          check(schema.path("items"), value.get(i), at + "[" + i + "]");
        }
      }
      case "string" -> checkText(schema, value, at);
      case "integer" -> {
        checkKind(value.isIntegralNumber(), at);
        if (value.asLong() < schema.path("minimum").asLong(Long.MIN_VALUE)
            || value.asLong() > schema.path("maximum").asLong(Long.MAX_VALUE)) {
          object(at, "is out of bounds");
        }
      }
      case "number" -> checkKind(value.isNumber(), at);
      case "boolean" -> checkKind(value.isBoolean(), at);
      case "" -> {}
      default -> object(at, "has an unknown type");
    }
  }

  private void checkKind(boolean right, String at) {
    if (!right) {
      object(at, "is of another kind");
    }
  }

  private static boolean contains(JsonNode values, JsonNode value) {
    for (var one : values) {
      if (one.equals(value)) {
        return true;
      }
    }
    return false;
  }

  private void checkObject(JsonNode schema, JsonNode value, String at) {
    checkKind(value.isObject(), at);
    for (var name : schema.path("required")) {
      if (!value.has(name.asText())) {
        object(at + "." + name.asText(), "is missing");
      }
    }
    for (var property : value.properties()) {
      var here = at + "." + property.getKey();
      var known = schema.path("properties").path(property.getKey());
      var more = schema.path("additionalProperties");
      if (!known.isMissingNode()) {
        check(known, property.getValue(), here);
      } else if (more.isObject()) {
        check(more, property.getValue(), here);
      } else if (more.isBoolean() && !more.asBoolean()) {
        object(here, "is not in the schema");
      }
    }
  }

  private void checkText(JsonNode schema, JsonNode value, String at) {
    checkKind(value.isTextual(), at);
    var text = value.asText();
    if (schema.has("pattern") && !text.matches(schema.path("pattern").asText())) {
      object(at, "does not match");
    }
    if (schema.has("maxLength") && text.length() > schema.path("maxLength").asInt()) {
      object(at, "is too long");
    }
    try {
      switch (schema.path("format").asText()) {
        case "uuid" -> UUID.fromString(text);
        case "date-time" -> Instant.parse(text);
        case "date" -> LocalDate.parse(text);
        case "duration" -> Duration.parse(text);
        default -> {}
      }
    } catch (RuntimeException e) {
      object(at, e.getMessage());
    }
  }
}
