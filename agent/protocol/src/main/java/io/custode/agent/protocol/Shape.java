// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.protocol;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record's components, looked up once per class. They hang on the class itself ({@link
 * ClassValue}), so nothing here keeps a module's class loader alive once the module is gone; a
 * module that has records for us imports this package and is refreshed with it, so its classes do
 * not keep ours alive either.
 */
final class Shape {
  private static final ClassValue<Shape> SHAPES =
      new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
          return new Shape(type);
        }
      };

  private final Constructor<?> constructor;
  private final String[] names;
  private final Form[] forms;
  private final Method[] accessors;
  private final Map<String, Integer> index = new HashMap<>();

  private Shape(Class<?> type) {
    var components = type.getRecordComponents();
    if (components == null) {
      throw new MalformedMessage(type.getSimpleName() + " is no record");
    }
    int count = components.length;
    names = new String[count];
    forms = new Form[count];
    accessors = new Method[count];
    var types = new Class<?>[count];
    for (int i = 0; i < count; i++) {
      RecordComponent component = components[i];
      names[i] = component.getName();
      forms[i] = Form.of(component.getAnnotatedType());
      accessors[i] = component.getAccessor();
      accessors[i].setAccessible(true);
      types[i] = component.getType();
      index.put(names[i], i);
    }
    try {
      constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e); // a record has its canonical constructor
    }
  }

  static Shape of(Class<?> type) {
    return SHAPES.get(type);
  }

  Object read(JsonReader in, String field, int depth) {
    in.deeper(depth, field);
    in.open('{', field);
    var values = new @Nullable Object[names.length];
    var seen = new boolean[names.length];
    if (!in.closes('}')) {
      do {
        var i = index.get(in.name(field));
        if (i == null) {
          in.skip(depth + 1);
        } else if (seen[i]) {
          throw in.fail(names[i], "stands twice");
        } else {
          values[i] = forms[i].read(in, names[i], depth + 1);
          seen[i] = true;
        }
      } while (in.more('}', field));
    }
    for (int i = 0; i < names.length; i++) {
      if (!seen[i] && !forms[i].nullable()) {
        throw in.fail(names[i], "missing");
      }
    }
    return make(values, field);
  }

  /**
   * @param tag value of a leading "t", or null for none
   */
  void write(JsonWriter out, Object value, String field, @Nullable String tag) {
    out.open('{', field);
    if (tag != null) {
      out.raw("\"t\":").text(tag);
    }
    for (int i = 0; i < names.length; i++) {
      if (i > 0 || tag != null) {
        out.raw(',');
      }
      out.raw('"').raw(names[i]).raw("\":");
      forms[i].write(out, component(value, i), names[i]);
    }
    out.close('}');
  }

  private @Nullable Object component(Object value, int i) {
    try {
      return accessors[i].invoke(value);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(names[i], e);
    }
  }

  private Object make(@Nullable Object[] values, String field) {
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      // a record of ours says in IllegalArgumentException what it wants, not what it got
      var why = e.getCause() instanceof IllegalArgumentException bad ? bad.getMessage() : null;
      throw new MalformedMessage(field + ": " + (why == null ? "refused" : why));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(field, e);
    }
  }
}
