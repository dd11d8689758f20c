// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.Deserializers;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.custode.api.error.Invalid;
import io.custode.api.id.Id;
import io.custode.api.json.Json;
import io.custode.api.secret.SecretValue;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;

/** Ids are texts, {@link Json} is itself, secrets are read and never written. */
final class IdModule extends SimpleModule {
  private static final long serialVersionUID = 1;

  IdModule() {
    addSerializer(
        Id.class,
        new StdSerializer<>(Id.class) {
          private static final long serialVersionUID = 1;

          @Override
          public void serialize(Id id, JsonGenerator out, SerializerProvider provider)
              throws IOException {
            out.writeString(id.value());
          }
        });
    addSerializer(
        Json.class,
        new StdSerializer<>(Json.class) {
          private static final long serialVersionUID = 1;

          @Override
          public void serialize(Json json, JsonGenerator out, SerializerProvider provider)
              throws IOException {
            out.writeRawValue(json.text());
          }
        });
    addSerializer(
        SecretValue.class,
        new StdSerializer<>(SecretValue.class) {
          private static final long serialVersionUID = 1;

          @Override
          public void serialize(SecretValue value, JsonGenerator out, SerializerProvider provider)
              throws IOException {
            out.writeString(value.toString());
          }
        });
    addDeserializer(
        SecretValue.class,
        new StdDeserializer<>(SecretValue.class) {
          private static final long serialVersionUID = 1;

          @Override
          public SecretValue deserialize(JsonParser in, DeserializationContext context)
              throws IOException {
            if (!in.hasToken(JsonToken.VALUE_STRING)) {
              throw JsonMappingException.from(
                  in, "no text", Invalid.field("value", "must be a text"));
            }
            try {
              return SecretValue.of(in.getText().toCharArray());
            } catch (Invalid refusal) {
              throw JsonMappingException.from(in, "no secret", refusal);
            }
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
  }

  @Override
  public void setupModule(SetupContext context) {
    super.setupModule(context);
    context.addDeserializers(
        new Deserializers.Base() {
          @Override
          public @Nullable JsonDeserializer<?> findBeanDeserializer(
              JavaType type, DeserializationConfig config, BeanDescription bean) {
            return Id.class.isAssignableFrom(type.getRawClass())
                ? new OfId(type.getRawClass())
                : null;
          }
        });
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
        var text = in.getValueAsString();
        return _valueClass.getMethod("of", String.class).invoke(null, text == null ? "" : text);
      } catch (InvocationTargetException e) {
        if (e.getCause() instanceof Invalid refusal) {
          throw JsonMappingException.from(in, "no id", refusal);
        }
        throw JsonMappingException.from(in, "no id", e.getCause());
      } catch (ReflectiveOperationException e) {
        throw JsonMappingException.from(in, "no id", e);
      }
    }
  }
}
