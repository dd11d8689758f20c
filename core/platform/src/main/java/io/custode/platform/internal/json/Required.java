// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.json;

import io.custode.api.error.Invalid;
import io.custode.api.error.Invalid.Violation;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A component that is not {@code @Nullable} must be there, however deep. */
public final class Required {
  private Required() {}

  static void check(Object value) {
    var missing = new ArrayList<Violation>();
    collect(value, "", missing);
    if (!missing.isEmpty()) {
      throw new Invalid(missing);
    }
  }

  private static void collect(@Nullable Object value, String path, List<Violation> missing) {
    if (value instanceof Record record && !(value instanceof io.custode.api.id.Id)) {
      for (var component : record.getClass().getRecordComponents()) {
        var field = path.isEmpty() ? component.getName() : path + "." + component.getName();
        var inner = valueOf(record, component);
        if (inner == null && !isNullable(component)) {
          missing.add(new Violation(field, "is required"));
        }
        collect(inner, field, missing);
      }
    } else if (value instanceof Collection<?> items) {
      int i = 0;
      for (var item : items) {
        collect(item, path + "[" + i++ + "]", missing);
      }
    } else if (value instanceof Optional<?> optional) {
      collect(optional.orElse(null), path, missing);
    }
  }

  /**
   * @return whether the component may be absent
   */
  public static boolean isNullable(RecordComponent component) {
    return component.getType() == Optional.class
        || Arrays.stream(component.getAnnotatedType().getAnnotations())
            .anyMatch(a -> a.annotationType().getSimpleName().equals("Nullable"));
  }

  private static @Nullable Object valueOf(Record record, RecordComponent component) {
    try {
      var accessor = component.getAccessor();
      accessor.setAccessible(true);
      return accessor.invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Cannot read " + component, e);
    }
  }
}
