// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.policy;

import io.custode.api.command.Doc;
import io.custode.api.id.Id;
import io.custode.api.json.Json;
import io.custode.platform.internal.json.Required;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The record of a policy type as JSON Schema 2020-12, from which a form can be made. */
final class RecordSchema {
  private static final int DEEPEST = 5;

  private RecordSchema() {}

  static Json of(KnownType type) {
    var properties = new LinkedHashMap<String, Object>();
    for (var field : type.fields()) {
      var schema = component(field.component(), 1);
      schema.put("default", type.byDefault(field));
      if (field.isMerged()) {
        schema.put("x-custode-merged", true);
      }
      properties.put(field.name(), schema);
    }
    var schema = new LinkedHashMap<String, Object>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", type.name());
    schema.put("description", type.description());
    schema.put("type", "object");
    schema.put("additionalProperties", false);
    schema.put("properties", properties);
    return type.json().write(schema);
  }

  private static Map<String, Object> component(RecordComponent component, int depth) {
    var schema = new LinkedHashMap<>(type(component.getGenericType(), depth));
    var doc = component.getAnnotation(Doc.class);
    if (doc != null) {
      schema.put("description", doc.value());
    }
    if (Required.isNullable(component) && schema.get("type") instanceof String name) {
      schema.put("type", List.of(name, "null"));
      schema.computeIfPresent("enum", (key, values) -> withNull((List<?>) values));
    }
    return schema;
  }

  private static List<@Nullable Object> withNull(List<?> values) {
    var all = new java.util.ArrayList<@Nullable Object>(values);
    all.add(null);
    return all;
  }

  private static Map<String, Object> type(Type type, int depth) {
    if (depth > DEEPEST) {
      return Map.of();
    }
    if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
      var arguments = generic.getActualTypeArguments();
      if (Collection.class.isAssignableFrom(raw)) {
        return ordered("type", "array", "items", type(arguments[0], depth + 1));
      }
      if (Map.class.isAssignableFrom(raw)) {
        return ordered("type", "object", "additionalProperties", type(arguments[1], depth + 1));
      }
      return type(arguments[0], depth + 1);
    }
    return type instanceof Class<?> plain ? plain(plain, depth) : Map.of();
  }

  private static Map<String, Object> plain(Class<?> type, int depth) {
    if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
      return Map.of("type", "integer");
    }
    if (type == double.class || type == Double.class) {
      return Map.of("type", "number");
    }
    if (type == boolean.class || type == Boolean.class) {
      return Map.of("type", "boolean");
    }
    if (type == Instant.class) {
      return text("date-time");
    }
    if (type == Duration.class) {
      return text("duration");
    }
    if (type == LocalDate.class) {
      return text("date");
    }
    if (Id.class.isAssignableFrom(type)) {
      var schema = new LinkedHashMap<>(text("uuid"));
      schema.put("x-custode-id", type.getSimpleName());
      return schema;
    }
    if (type.isEnum()) {
      return ordered(
          "type",
          "string",
          "enum",
          Arrays.stream(type.getEnumConstants()).map(c -> ((Enum<?>) c).name()).toList());
    }
    if (type.isRecord()) {
      return record(type, depth);
    }
    return type == Json.class || type == Object.class ? Map.of() : Map.of("type", "string");
  }

  private static Map<String, Object> text(String format) {
    return ordered("type", "string", "format", format);
  }

  private static Map<String, Object> record(Class<?> type, int depth) {
    var properties = new LinkedHashMap<String, Object>();
    for (var component : type.getRecordComponents()) {
      properties.put(component.getName(), component(component, depth + 1));
    }
    var required =
        Arrays.stream(type.getRecordComponents())
            .filter(c -> !Required.isNullable(c))
            .map(RecordComponent::getName)
            .toList();
    return ordered(
        "type",
        "object",
        "additionalProperties",
        false,
        "properties",
        properties,
        "required",
        required);
  }

  private static Map<String, Object> ordered(Object... keysAndValues) {
    var map = new LinkedHashMap<String, Object>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }
}
