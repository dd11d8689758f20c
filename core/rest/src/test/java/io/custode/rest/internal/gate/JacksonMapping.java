// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.gate;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.Deserializers;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.custode.api.error.Invalid;
import io.custode.api.id.Id;
import io.custode.api.json.Json;
import io.custode.api.secret.SecretValue;
import io.custode.core.json.JsonMapping;
import java.io.IOException;
import java.lang.reflect.Type;

/** The contract of the JSON mapping, as far as these tests need it. */
final class JacksonMapping implements JsonMapping {
  private final ObjectMapper mapper =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .addModule(new Values())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  @Override
  public Json write(Object value) {
    try {
      return new Json(mapper.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Override
  public <T> T read(Json json, Type type) {
    try {
      return mapper.readValue(json.text(), mapper.constructType(type));
    } catch (JsonMappingException e) {
      var path = e.getPath();
      throw Invalid.field(
          path.isEmpty() ? "body" : path.get(path.size() - 1).getFieldName(), "does not fit");
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      throw Invalid.field(
          "body", "is no JSON, see line " + at.getLineNr() + " column " + at.getColumnNr());
    }
  }

  private static final class Values extends SimpleModule {
    private static final long serialVersionUID = 1;

    Values() {
      addSerializer(
          new StdSerializer<Id>(Id.class) {
            private static final long serialVersionUID = 1;

            @Override
            public void serialize(Id id, JsonGenerator out, SerializerProvider provider)
                throws IOException {
              out.writeString(id.value());
            }
          });
      addSerializer(
          new StdSerializer<Json>(Json.class) {
            private static final long serialVersionUID = 1;

            @Override
            public void serialize(Json json, JsonGenerator out, SerializerProvider provider)
                throws IOException {
              out.writeRawValue(json.text());
            }
          });
      addDeserializer(
          Json.class,
          new StdDeserializer<>(Json.class) {
            private static final long serialVersionUID = 1;

            @Override
            public Json deserialize(JsonParser in, DeserializationContext context)
                throws IOException {
              return new Json(context.readTree(in).toString());
            }
          });
      addDeserializer(
          SecretValue.class,
          new StdDeserializer<>(SecretValue.class) {
            private static final long serialVersionUID = 1;

            @Override
            public SecretValue deserialize(JsonParser in, DeserializationContext context)
                throws IOException {
              return SecretValue.of(in.getText().toCharArray());
            }
          });
    }

    @Override
    public void setupModule(SetupContext context) {
      super.setupModule(context);
      context.addDeserializers(
          new Deserializers.Base() {
            @Override
            public JsonDeserializer<?> findBeanDeserializer(
                JavaType type, DeserializationConfig config, BeanDescription bean) {
              return Id.class.isAssignableFrom(type.getRawClass())
                  ? new OfId(type.getRawClass())
                  : null;
            }
          });
    }
  }

  /** Calls the id type's static {@code of}. */
  private static final class OfId extends StdDeserializer<Object> {
    private static final long serialVersionUID = 1;

    OfId(Class<?> type) {
      super(type);
    }

    @Override
    public Object deserialize(JsonParser in, DeserializationContext context) throws IOException {
      try {
        return _valueClass.getMethod("of", String.class).invoke(null, in.getText());
      } catch (ReflectiveOperationException e) {
        throw JsonMappingException.from(in, "no id", e);
      }
    }
  }
}
