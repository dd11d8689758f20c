// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.openapi;

import io.custode.api.group.AssetFilter;
import io.custode.api.id.Id;
import io.custode.api.json.Json;
import io.custode.api.page.Page;
import io.custode.api.plugin.PluginId;
import io.custode.api.policy.PolicyTarget;
import io.custode.api.secret.SecretName;
import io.custode.api.secret.SecretValue;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value of a Java type as its JSON looks: always the same one, so that the document of two nodes
 * is the same, and one that the type takes.
 */
final class Examples {
  /** Of these not every combination of components is one. */
  private static final Map<Class<?>, Map<String, Object>> WHOLE =
      Map.of(
          AssetFilter.class,
          ordered("field", "kind", "operator", "IS", "value", "SERVER"),
          PolicyTarget.class,
          ordered("level", "TENANT"));

  private static final Map<Class<?>, Object> SCALARS =
      Map.ofEntries(
          Map.entry(MonthDay.class, "--12-07"),
          Map.entry(ZoneId.class, "Europe/Rome"),
          Map.entry(Duration.class, "PT4H"),
          Map.entry(boolean.class, true),
          Map.entry(Boolean.class, true),
          Map.entry(double.class, 0.5),
          Map.entry(Double.class, 0.5),
          Map.entry(float.class, 0.5),
          Map.entry(Float.class, 0.5),
          Map.entry(PluginId.class, "backup"),
          Map.entry(SecretName.class, "core.smtp"),
          Map.entry(SecretValue.class, "an example, no secret"),
          Map.entry(Json.class, ordered("days", 30)),
          Map.entry(Object.class, ordered("days", 30)));

  /** Records that are being written now: one may hold itself. */
  private final Deque<Class<?>> open = new ArrayDeque<>();

  private Examples() {}

  /**
   * @param name of the component or parameter that holds it
   * @return a tree of maps, lists, texts, numbers and booleans; null if there is nothing to show
   */
  static @Nullable Object of(Type type, String name) {
    return new Examples().value(type, name, Map.of());
  }

  private @Nullable Object value(Type type, String name, Map<String, Type> bindings) {
    if (type instanceof Class<?> plain) {
      return plain(plain, name);
    }
    if (type instanceof ParameterizedType generic) {
      return generic(generic, name, bindings);
    }
    if (type instanceof WildcardType wildcard) {
      return value(wildcard.getUpperBounds()[0], name, bindings);
    }
    @Nullable Type bound =
        type instanceof TypeVariable<?> variable ? bindings.get(variable.getName()) : null;
    return bound == null ? ordered("days", 30) : value(bound, name, bindings);
  }

  private @Nullable Object generic(
      ParameterizedType type, String name, Map<String, Type> bindings) {
    var raw = (Class<?>) type.getRawType();
    var arguments = type.getActualTypeArguments();
    if (raw == Optional.class) {
      return value(arguments[0], name, bindings);
    }
    if (Collection.class.isAssignableFrom(raw)) {
      return list(value(arguments[0], name, bindings));
    }
    if (Map.class.isAssignableFrom(raw)) {
      var held = value(arguments[1], name, bindings);
      return held == null ? Map.of() : Map.of(key(arguments[0]), held);
    }
    if (raw == Page.class) {
      var page = ordered("items", list(value(arguments[0], name, bindings)));
      page.put("next", null);
      return page;
    }
    if (!raw.isRecord()) {
      return plain(raw, name);
    }
    var inner = new HashMap<String, Type>();
    for (int i = 0; i < arguments.length; i++) {
      inner.put(raw.getTypeParameters()[i].getName(), arguments[i]);
    }
    return record(raw, inner);
  }

  private static List<Object> list(@Nullable Object item) {
    return item == null ? List.of() : List.of(item);
  }

  private static String key(Type type) {
    return type instanceof Class<?> plain && plain.isEnum()
        ? ((Enum<?>) plain.getEnumConstants()[0]).name()
        : "days";
  }

  private @Nullable Object plain(Class<?> type, String name) {
    if (SCALARS.containsKey(type)) {
      return SCALARS.get(type);
    }
    if (type == String.class) {
      return SampleWords.text(name);
    }
    if (type == Instant.class) {
      return SampleWords.instant(name);
    }
    if (type == LocalDate.class) {
      return SampleWords.isLater(name) ? "2026-12-31" : "2026-01-31";
    }
    if (type == LocalTime.class) {
      return SampleWords.isLater(name) ? "18:00:00" : "09:00:00";
    }
    if (type.isEnum()) {
      return ((Enum<?>) type.getEnumConstants()[0]).name();
    }
    if (Id.class.isAssignableFrom(type)) {
      return SampleWords.id(type.getSimpleName());
    }
    if (type == byte[].class || type == void.class) {
      return null;
    }
    if (type.isArray()) {
      return list(value(type.getComponentType(), name, Map.of()));
    }
    if (type.isRecord()) {
      return record(type, Map.of());
    }
    return isWhole(type) ? SampleWords.number(name) : Map.of();
  }

  private static boolean isWhole(Class<?> type) {
    return List.of(int.class, long.class, short.class).contains(type)
        || Number.class.isAssignableFrom(type);
  }

  private @Nullable Object record(Class<?> type, Map<String, Type> bindings) {
    if (WHOLE.containsKey(type)) {
      return WHOLE.get(type);
    }
    if (open.contains(type)) {
      return null;
    }
    open.push(type);
    var written = new LinkedHashMap<String, @Nullable Object>();
    for (var component : type.getRecordComponents()) {
      written.put(
          component.getName(), value(component.getGenericType(), component.getName(), bindings));
    }
    open.pop();
    return written;
  }

  private static Map<String, @Nullable Object> ordered(Object... pairs) {
    var map = new LinkedHashMap<String, @Nullable Object>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1]);
    }
    return map;
  }
}
