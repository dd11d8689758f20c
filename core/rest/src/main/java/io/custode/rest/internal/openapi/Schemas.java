// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.openapi;

import io.custode.api.command.Doc;
import io.custode.api.id.Id;
import io.custode.api.json.Json;
import io.custode.api.page.Page;
import io.custode.api.plugin.PluginId;
import io.custode.api.secret.SecretName;
import io.custode.api.secret.SecretValue;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Java types as OpenAPI schemas; records become components that are referred to by name. */
final class Schemas {
  private static final Map<Class<?>, Map<String, Object>> SCALARS = scalars();

  private final Map<String, Object> components = new TreeMap<>();
  private final Map<Class<?>, String> names = new HashMap<>();
  private final String label;

  /**
   * @param label put before the names of types that are not the platform's own
   */
  Schemas(String label) {
    this.label = label;
  }

  private static Map<Class<?>, Map<String, Object>> scalars() {
    var all = new HashMap<Class<?>, Map<String, Object>>();
    List.of(int.class, Integer.class, short.class, Short.class)
        .forEach(type -> all.put(type, Map.of("type", "integer", "format", "int32")));
    List.of(long.class, Long.class)
        .forEach(type -> all.put(type, Map.of("type", "integer", "format", "int64")));
    List.of(double.class, Double.class, float.class, Float.class)
        .forEach(type -> all.put(type, Map.of("type", "number", "format", "double")));
    all.put(BigDecimal.class, Map.of("type", "number"));
    List.of(boolean.class, Boolean.class).forEach(type -> all.put(type, Map.of("type", "boolean")));
    all.put(String.class, Map.of("type", "string"));
    all.put(Instant.class, Map.of("type", "string", "format", "date-time"));
    all.put(Duration.class, Map.of("type", "string", "format", "duration"));
    all.put(LocalDate.class, Map.of("type", "string", "format", "date"));
    all.put(LocalTime.class, Map.of("type", "string", "example", "09:00:00"));
    all.put(MonthDay.class, Map.of("type", "string", "example", "--12-07"));
    all.put(ZoneId.class, Map.of("type", "string", "example", "Europe/Rome"));
    all.put(byte[].class, Map.of("type", "string", "format", "binary"));
    all.put(
        SecretName.class,
        Map.of("type", "string", "pattern", "^[a-z][a-z0-9]{2,29}\\.[a-z0-9]+([.-][a-z0-9]+)*$"));
    all.put(SecretValue.class, Map.of("type", "string", "format", "password", "writeOnly", true));
    all.put(PluginId.class, Map.of("type", "string", "pattern", "^[a-z][a-z0-9]{2,29}$"));
    all.put(Json.class, Map.of("description", "Any JSON value"));
    all.put(Object.class, Map.of("description", "Any JSON value"));
    return all;
  }

  /**
   * @return the schema, or a reference to it
   */
  Map<String, Object> of(Type type) {
    if (type instanceof Class<?> plain) {
      return ofClass(plain);
    }
    if (type instanceof ParameterizedType generic) {
      return ofGeneric(generic);
    }
    if (type instanceof WildcardType wildcard) {
      return of(wildcard.getUpperBounds()[0]);
    }
    return Map.of("description", "Any JSON value");
  }

  private Map<String, Object> ofGeneric(ParameterizedType type) {
    var raw = (Class<?>) type.getRawType();
    var arguments = type.getActualTypeArguments();
    if (raw == Optional.class) {
      return nullable(of(arguments[0]));
    }
    if (Collection.class.isAssignableFrom(raw)) {
      return array(of(arguments[0]));
    }
    if (Map.class.isAssignableFrom(raw)) {
      return Map.of("type", "object", "additionalProperties", of(arguments[1]));
    }
    if (raw == Page.class) {
      return page(of(arguments[0]));
    }
    return raw.isRecord() ? record(raw, bindings(raw, arguments)) : ofClass(raw);
  }

  private Map<String, Object> ofClass(Class<?> type) {
    var scalar = SCALARS.get(type);
    if (scalar != null) {
      return scalar;
    }
    if (type.isEnum()) {
      var values =
          Arrays.stream(type.getEnumConstants())
              .map(value -> (Object) ((Enum<?>) value).name())
              .toList();
      return Map.of("type", "string", "enum", values);
    }
    if (Id.class.isAssignableFrom(type)) {
      var of = type.getSimpleName();
      return Map.of("type", "string", "format", "uuid", "x-id", of, "example", SampleWords.id(of));
    }
    if (type.isArray()) {
      return array(of(type.getComponentType()));
    }
    return type.isRecord() ? reference(type) : Map.of("type", "object");
  }

  private static Map<String, Object> nullable(Map<String, Object> schema) {
    return schema.containsKey("$ref")
        ? Map.of("allOf", List.of(schema), "nullable", true)
        : with(schema, "nullable", true);
  }

  private static Map<String, Object> array(Map<String, Object> items) {
    return Map.of("type", "array", "items", items);
  }

  private static Map<String, Object> page(Map<String, Object> items) {
    var next =
        Map.of(
            "type", "string",
            "nullable", true,
            "description", "Send it as 'cursor' for the next page; null on the last one");
    return Map.of(
        "type", "object",
        "required", List.of("items", "next"),
        "properties", Map.of("items", array(items), "next", next));
  }

  private Map<String, Object> reference(Class<?> type) {
    var known = names.get(type);
    if (known == null) {
      known = name(type);
      names.put(type, known);
      // known before its components are read, since records may hold themselves
      components.put(known, record(type, Map.of()));
    }
    return Map.of("$ref", "#/components/schemas/" + known);
  }

  private String name(Class<?> type) {
    var nested = type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
    var ours = type.getPackageName().startsWith("io.custode.") || label.equals("core");
    var name = ours ? nested : label + "." + nested;
    for (int i = 2; names.containsValue(name); i++) {
      name = (ours ? nested : label + "." + nested) + i;
    }
    return name;
  }

  private Map<String, Object> record(Class<?> type, Map<String, Type> bindings) {
    var properties = new LinkedHashMap<String, Object>();
    var required = new ArrayList<String>();
    for (var component : type.getRecordComponents()) {
      var schema = of(bound(component.getGenericType(), bindings));
      var absent = isNullable(component);
      properties.put(component.getName(), described(absent ? nullable(schema) : schema, component));
      if (!absent && component.getType() != Optional.class) {
        required.add(component.getName());
      }
    }
    var schema = new LinkedHashMap<String, Object>();
    schema.put("type", "object");
    schema.put("additionalProperties", false);
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    schema.put("properties", properties);
    return schema;
  }

  private static Map<String, Object> described(
      Map<String, Object> schema, RecordComponent component) {
    var doc = component.getAnnotation(Doc.class);
    if (doc == null) {
      return schema;
    }
    return schema.containsKey("$ref")
        ? Map.of("allOf", List.of(schema), "description", doc.value())
        : with(schema, "description", doc.value());
  }

  /** By name: the annotation's own bundle need not be there. */
  private static boolean isNullable(RecordComponent component) {
    return Arrays.stream(component.getAnnotatedType().getAnnotations())
        .anyMatch(annotation -> annotation.annotationType().getSimpleName().equals("Nullable"));
  }

  private static Map<String, Type> bindings(Class<?> raw, Type[] arguments) {
    var bindings = new HashMap<String, Type>();
    var variables = raw.getTypeParameters();
    for (int i = 0; i < variables.length; i++) {
      bindings.put(variables[i].getName(), arguments[i]);
    }
    return bindings;
  }

  private static Type bound(Type type, Map<String, Type> bindings) {
    @Nullable Type bound =
        type instanceof TypeVariable<?> variable ? bindings.get(variable.getName()) : null;
    return bound == null ? type : bound;
  }

  static Map<String, Object> with(Map<String, Object> map, String key, Object value) {
    var copy = new LinkedHashMap<>(map);
    copy.put(key, value);
    return copy;
  }

  Map<String, Object> all() {
    return components;
  }
}
