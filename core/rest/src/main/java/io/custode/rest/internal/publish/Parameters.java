// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.publish;

import io.custode.api.error.Invalid;
import io.custode.api.error.Problem;
import io.custode.api.id.Id;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.ws.rs.CookieParam;
import javax.ws.rs.FormParam;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.PathParam;
import javax.ws.rs.QueryParam;
import javax.ws.rs.ext.ParamConverter;
import javax.ws.rs.ext.ParamConverterProvider;
import org.jspecify.annotations.Nullable;

/**
 * Text of paths, queries and headers as ids, enums (any case, {@code -} for {@code _}), numbers,
 * instants and durations. What does not fit is a violation with the parameter's name.
 */
final class Parameters implements ParamConverterProvider {
  private static final int LONGEST = 2000;

  @Override
  public <T> @Nullable ParamConverter<T> getConverter(
      Class<T> type, Type generic, Annotation[] annotations) {
    var read = reader(type);
    if (read == null) {
      return null;
    }
    var name = name(annotations);
    return new ParamConverter<>() {
      @Override
      @SuppressWarnings("unchecked")
      public T fromString(String text) {
        return (T) convert(name, text, read);
      }

      @Override
      public String toString(T value) {
        return String.valueOf(value);
      }
    };
  }

  private static Object convert(String name, String text, Function<String, Object> read) {
    if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
      throw Invalid.field(name, "must be at most " + LONGEST + " characters, none of control");
    }
    try {
      return read.apply(text);
    } catch (Invalid e) {
      // the id's own words, under the parameter's name
      throw new Invalid(
          e.violations().stream().map(v -> new Invalid.Violation(name, v.rule())).toList());
    } catch (NumberFormatException e) {
      throw Invalid.field(name, "must be a whole number");
    } catch (DateTimeException e) {
      throw Invalid.field(
          name,
          "must be ISO 8601: 2026-01-31T12:00:00Z, 2026-01-31 for a day, or PT1H for a duration");
    }
  }

  private static @Nullable Function<String, Object> reader(Class<?> type) {
    if (type == String.class) {
      return text -> text;
    }
    if (Id.class.isAssignableFrom(type)) {
      return id(type);
    }
    if (type.isEnum()) {
      return text -> constant(type, text);
    }
    if (type == int.class || type == Integer.class) {
      return Integer::valueOf;
    }
    if (type == long.class || type == Long.class) {
      return Long::valueOf;
    }
    if (type == boolean.class || type == Boolean.class) {
      return Parameters::truth;
    }
    if (type == Instant.class) {
      return Instant::parse;
    }
    if (type == LocalDate.class) {
      return LocalDate::parse;
    }
    return type == Duration.class ? Duration::parse : null;
  }

  private static Object truth(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> Boolean.TRUE;
      case "false" -> Boolean.FALSE;
      default -> throw Invalid.field("", "must be true or false");
    };
  }

  private static Object constant(Class<?> type, String text) {
    var wanted = text.replace('-', '_');
    var constants = type.getEnumConstants();
    return Arrays.stream(constants)
        .filter(constant -> ((Enum<?>) constant).name().equalsIgnoreCase(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                Invalid.field(
                    "",
                    Arrays.stream(constants)
                        .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", ", "must be one of ", ""))));
  }

  private static @Nullable Function<String, Object> id(Class<?> type) {
    try {
      Method of = type.getMethod("of", String.class);
      return text -> invoke(of, text);
    } catch (NoSuchMethodException e) {
      return null;
    }
  }

  private static Object invoke(Method of, String text) {
    try {
      return of.invoke(null, text);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Problem problem) {
        throw problem;
      }
      throw new IllegalStateException("An id type failed", e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("An id type is not public", e);
    }
  }

  private static String name(Annotation[] annotations) {
    for (var annotation : annotations) {
      var name = nameIn(annotation);
      if (name != null) {
        return name;
      }
    }
    return "parameter";
  }

  private static @Nullable String nameIn(Annotation annotation) {
    if (annotation instanceof QueryParam query) {
      return query.value();
    }
    if (annotation instanceof PathParam path) {
      return path.value();
    }
    if (annotation instanceof HeaderParam header) {
      return header.value();
    }
    if (annotation instanceof CookieParam cookie) {
      return cookie.value();
    }
    return annotation instanceof FormParam form ? form.value() : null;
  }
}
