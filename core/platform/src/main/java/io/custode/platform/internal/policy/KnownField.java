// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.policy;

import io.custode.api.error.Invalid;
import io.custode.api.json.Json;
import io.custode.core.json.JsonMapping;
import io.custode.platform.internal.json.Required;
import io.custode.spi.policy.Merged;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A component of a policy's record. */
final class KnownField {
  private static final Json NULL = new Json("null");

  private final RecordComponent component;
  private final boolean nullable;
  private final boolean merged;

  KnownField(RecordComponent component) {
    this.component = component;
    this.nullable = Required.isNullable(component);
    this.merged = component.isAnnotationPresent(Merged.class) && component.getType() == List.class;
  }

  String name() {
    return component.getName();
  }

  RecordComponent component() {
    return component;
  }

  boolean isMerged() {
    return merged;
  }

  boolean isNullable() {
    return nullable;
  }

  /**
   * @throws Invalid if the value does not fit
   */
  @Nullable Object read(JsonMapping json, Json value) {
    if (value.text().strip().equals(NULL.text())) {
      if (nullable) {
        return null;
      }
      throw Invalid.field(name(), "must not be null");
    }
    Type type = component.getGenericType();
    Object read = json.read(value, type);
    boolean holdsNull =
        read instanceof Collection<?> c
            ? c.stream().anyMatch(item -> item == null)
            : read instanceof Map<?, ?> m && m.values().stream().anyMatch(item -> item == null);
    if (holdsNull) {
      throw Invalid.field(name(), "must not hold null");
    }
    return read;
  }

  boolean fits(JsonMapping json, Json value) {
    try {
      read(json, value);
      return true;
    } catch (Invalid e) {
      return false;
    }
  }

  Json of(JsonMapping json, Record record) {
    try {
      var accessor = component.getAccessor();
      accessor.setAccessible(true);
      Object value = accessor.invoke(record);
      return value == null ? NULL : json.write(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("its component " + name() + " cannot be read", e);
    }
  }
}
