// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.publish;

import io.custode.api.error.Invalid;
import io.custode.api.json.Json;
import io.custode.core.json.JsonMapping;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import javax.ws.rs.Consumes;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.MultivaluedMap;
import javax.ws.rs.core.StreamingOutput;
import javax.ws.rs.ext.MessageBodyReader;
import javax.ws.rs.ext.MessageBodyWriter;

/** Bodies in and out as JSON, by the mapping of the publication. */
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
final class JsonBodies implements MessageBodyReader<Object>, MessageBodyWriter<Object> {
  private final JsonMapping mapping;

  JsonBodies(JsonMapping mapping) {
    this.mapping = mapping;
  }

  /** What JAX-RS carries as it is. */
  private static boolean isRaw(Class<?> type) {
    return type == String.class
        || type == byte[].class
        || InputStream.class.isAssignableFrom(type)
        || StreamingOutput.class.isAssignableFrom(type);
  }

  @Override
  public boolean isReadable(
      Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
    return !isRaw(type);
  }

  @Override
  public Object readFrom(
      Class<Object> type,
      Type generic,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, String> headers,
      InputStream body)
      throws IOException {
    var text = text(body.readAllBytes());
    if (text.isBlank()) {
      throw Invalid.field("body", "is missing");
    }
    Object value = mapping.read(new Json(text), generic);
    if (value == null) {
      throw Invalid.field("body", "must not be null");
    }
    return value;
  }

  private static String text(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw Invalid.field("body", "is not UTF-8");
    }
  }

  @Override
  public boolean isWriteable(
      Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
    return !isRaw(type);
  }

  @Override
  public void writeTo(
      Object value,
      Class<?> type,
      Type generic,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, Object> headers,
      OutputStream out)
      throws IOException {
    var json = value instanceof Json ready ? ready : mapping.write(Objects.requireNonNull(value));
    out.write(json.text().getBytes(StandardCharsets.UTF_8));
  }
}
