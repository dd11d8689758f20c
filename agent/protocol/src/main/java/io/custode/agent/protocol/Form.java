// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.protocol;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a value of one declared type reads and writes.
 *
 * @param element of a list or a map, else null
 */
record Form(Kind kind, Class<?> type, boolean nullable, @Nullable Form element) {
  enum Kind {
    TEXT,
    BOOLEAN,
    INT,
    LONG,
    DOUBLE,
    INSTANT,
    ENUM,
    RECORD,
    LIST,
    MAP
  }

  static Form of(AnnotatedType declared) {
    boolean nullable = isNullable(declared);
    if (declared instanceof AnnotatedParameterizedType generic) {
      var raw = (Class<?>) ((ParameterizedType) generic.getType()).getRawType();
      var arguments = generic.getAnnotatedActualTypeArguments();
      if (raw == List.class) {
        return new Form(Kind.LIST, raw, nullable, of(arguments[0]));
      }
      if (raw == Map.class && arguments[0].getType() == String.class) {
        return new Form(Kind.MAP, raw, nullable, of(arguments[1]));
      }
    } else if (declared.getType() instanceof Class<?> type) {
      var kind = kind(type);
      if (kind != null) {
        return new Form(kind, type, nullable, null);
      }
    }
    throw new MalformedMessage("No form for " + declared.getType().getTypeName());
  }

  /** Null only if nullable. */
  @Nullable Object read(JsonReader in, String field, int depth) {
    if (in.isNull(field)) {
      if (nullable) {
        return null;
      }
      throw in.fail(field, "must not be null");
    }
    return switch (kind) {
      case TEXT -> in.text(field);
      case BOOLEAN -> in.bool(field);
      case INT -> (int) in.whole(field, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case LONG -> in.whole(field, Long.MIN_VALUE, Long.MAX_VALUE);
      case DOUBLE -> in.real(field);
      case INSTANT -> instant(in, field);
      case ENUM -> constant(in, field);
      case RECORD -> Shape.of(type).read(in, field, depth);
      case LIST -> list(in, field, depth);
      case MAP -> map(in, field, depth);
    };
  }

  void write(JsonWriter out, @Nullable Object value, String field) {
    if (value == null) {
      if (!nullable) {
        throw new MalformedMessage(field + ": must not be null");
      }
      out.raw("null");
      return;
    }
    switch (kind) {
      case TEXT -> out.text((String) value);
      case BOOLEAN -> out.raw(value.toString());
      case INT, LONG -> out.whole(((Number) value).longValue());
      case DOUBLE -> out.real((Double) value, field);
      case INSTANT -> out.text(InstantText.format((Instant) value, field));
      case ENUM -> out.text(((Enum<?>) value).name());
      case RECORD -> Shape.of(type).write(out, value, field, null);
      case LIST -> writeList(out, (List<?>) value, field);
      case MAP -> writeMap(out, (Map<?, ?>) value, field);
    }
  }

  private List<?> list(JsonReader in, String field, int depth) {
    in.deeper(depth, field);
    in.open('[', field);
    var values = new ArrayList<@Nullable Object>();
    if (!in.closes(']')) {
      do {
        values.add(element().read(in, field, depth + 1));
      } while (in.more(']', field));
    }
    return Collections.unmodifiableList(values);
  }

  private Map<String, ?> map(JsonReader in, String field, int depth) {
    in.deeper(depth, field);
    in.open('{', field);
    var values = new LinkedHashMap<String, @Nullable Object>();
    if (!in.closes('}')) {
      do {
        var key = in.name(field);
        if (values.containsKey(key)) {
          throw in.fail(field, "the same name twice");
        }
        values.put(key, element().read(in, field, depth + 1));
      } while (in.more('}', field));
    }
    return Collections.unmodifiableMap(values);
  }

  private void writeList(JsonWriter out, List<?> values, String field) {
    out.open('[', field);
    boolean first = true;
    for (var value : values) {
      if (!first) {
        out.raw(',');
      }
      first = false;
      element().write(out, value, field);
    }
    out.close(']');
  }

  private void writeMap(JsonWriter out, Map<?, ?> values, String field) {
    out.open('{', field);
    boolean first = true;
    for (var entry : values.entrySet()) {
      if (!first) {
        out.raw(',');
      }
      first = false;
      out.text(String.valueOf(entry.getKey()));
      out.raw(':');
      element().write(out, entry.getValue(), field);
    }
    out.close('}');
  }

  @Override
  public Form element() {
    if (element == null) {
      throw new IllegalStateException("No element in a " + kind);
    }
    return element;
  }

  private static Instant instant(JsonReader in, String field) {
    var instant = InstantText.parse(in.text(field));
    if (instant == null) {
      throw in.fail(field, "not a time like 2026-11-24T08:15:30Z");
    }
    return instant;
  }

  private Object constant(JsonReader in, String field) {
    var name = in.text(field);
    for (var constant : type.getEnumConstants()) {
      if (((Enum<?>) constant).name().equals(name)) {
        return constant;
      }
    }
    throw in.fail(field, "not one of its values");
  }

  private static @Nullable Kind kind(Class<?> type) {
    if (type == String.class) {
      return Kind.TEXT;
    } else if (type == boolean.class || type == Boolean.class) {
      return Kind.BOOLEAN;
    } else if (type == int.class || type == Integer.class) {
      return Kind.INT;
    } else if (type == long.class || type == Long.class) {
      return Kind.LONG;
    } else if (type == double.class || type == Double.class) {
      return Kind.DOUBLE;
    } else if (type == Instant.class) {
      return Kind.INSTANT;
    } else if (type.isEnum()) {
      return Kind.ENUM;
    }
    return type.isRecord() ? Kind.RECORD : null;
  }

  /** By name: the module that declares a record may see its own copy of the annotation. */
  private static boolean isNullable(AnnotatedElement declared) {
    for (var annotation : declared.getAnnotations()) {
      if (annotation.annotationType().getSimpleName().equals("Nullable")) {
        return true;
      }
    }
    return false;
  }
}
