// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.custode.api.error.Invalid;
import io.custode.api.json.Json;
import io.custode.core.json.JsonMapping;
import java.lang.reflect.Type;
import java.util.List;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;

/** Jackson, set so that nothing unknown, missing or oversized gets in. */
@Component(scope = ServiceScope.PROTOTYPE)
public final class RecordJson implements JsonMapping {
  private final ObjectMapper mapper =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(64)
                          .maxStringLength(1 << 20)
                          .maxDocumentLength(4 << 20)
                          .build())
                  .build())
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .addModule(new IdModule())
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .build();

  @Override
  public Json write(Object value) {
    try {
      return new Json(mapper.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "No JSON can be made of a " + value.getClass().getName(), e);
    }
  }

  @Override
  public <T> T read(Json json, Type type) {
    try {
      T value = mapper.readValue(json.text(), mapper.constructType(type));
      if (value == null) {
        throw Invalid.field("body", "must not be null");
      }
      Required.check(value);
      return value;
    } catch (JsonMappingException e) {
      throw refusal(e);
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      throw Invalid.field(
          "body",
          "is no JSON"
              + (at == null ? "" : ", see line " + at.getLineNr() + " column " + at.getColumnNr()));
    }
  }

  private static Invalid refusal(JsonMappingException e) {
    var path =
        e.getPath().stream()
            .map(
                ref -> ref.getFieldName() == null ? "[" + ref.getIndex() + "]" : ref.getFieldName())
            .collect(Collectors.joining("."));
    var field = path.isEmpty() ? "body" : path.length() > 200 ? path.substring(0, 200) : path;
    if (e.getCause() instanceof Invalid own) {
      return new Invalid(
          own.violations().stream()
              .map(v -> new Invalid.Violation(path.isEmpty() ? v.field() : field, v.rule()))
              .toList());
    }
    if (e instanceof UnrecognizedPropertyException) {
      return Invalid.field(field, "is not known here");
    }
    return new Invalid(List.of(new Invalid.Violation(field, "does not fit: " + kindOf(e))));
  }

  // never Jackson's own message: it quotes the value, which may be a secret, and names our classes
  private static String kindOf(JsonMappingException e) {
    if (e instanceof com.fasterxml.jackson.databind.exc.InvalidFormatException format) {
      var type = format.getTargetType();
      return type.isEnum()
          ? "must be one of " + java.util.Arrays.toString(type.getEnumConstants())
          : "must be " + name(type);
    }
    if (e instanceof com.fasterxml.jackson.databind.exc.MismatchedInputException mismatch
        && mismatch.getTargetType() != null) {
      return "must be " + name(mismatch.getTargetType());
    }
    return "is not what is expected there";
  }

  private static String name(Class<?> type) {
    return switch (type.getSimpleName()) {
      case "String" -> "a text";
      case "int", "Integer", "long", "Long" -> "a whole number";
      case "boolean", "Boolean" -> "true or false";
      case "double", "Double" -> "a number";
      case "Instant" -> "a time like 2026-01-31T12:00:00Z";
      case "Duration" -> "a duration like PT1H";
      case "LocalDate" -> "a date like 2026-01-31";
      case "LocalTime" -> "a time of day like 09:00";
      case "MonthDay" -> "a day of every year like --12-07";
      case "ZoneId" -> "a time zone like Europe/Rome";
      case "List" -> "a list";
      default -> type.isRecord() ? "an object" : "a " + type.getSimpleName();
    };
  }
}
