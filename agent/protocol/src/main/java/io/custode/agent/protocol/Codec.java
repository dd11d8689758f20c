// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HashMap;
import java.util.Map;

/**
 * Messages to bytes and back. First byte: 1 = JSON in UTF-8, 2 = the same in gzip (used above 1
 * KiB). The JSON object's {@code "t"} is the record's simple name. Unknown fields are ignored, so
 * that either end may be newer; everything else that does not fit is refused.
 *
 * <p>JSON is RFC 8259, strictly: no byte order mark, no comments, no trailing comma, no second
 * value. A field may stand once. Components are String, boolean, int, long, double (and their
 * boxes), Instant (ISO 8601 in UTC, years 0 to 9999), enums, records, lists, and maps with text
 * keys; only what is {@code @Nullable} may be null or missing. Text that databases cannot hold
 * (U+0000, halves of a surrogate pair) is written as U+FFFD and refused when read.
 */
public final class Codec {
  /** Largest JSON text, in bytes of UTF-8, once inflated. */
  public static final int MAX_INFLATED = 4 * 1024 * 1024;

  /** Deepest nesting of objects and lists. */
  public static final int MAX_DEPTH = 32;

  private static final int COMPRESS_ABOVE = 1024;
  private static final byte JSON = 1;
  private static final byte JSON_GZIP = 2;
  private static final Map<String, Class<?>> MESSAGES = messages();

  private Codec() {}

  /**
   * @throws MalformedMessage if it would exceed {@link Topics#MAX_PAYLOAD}
   */
  public static byte[] encode(Message message) {
    var out = new JsonWriter();
    var kind = message.getClass().getSimpleName();
    Shape.of(message.getClass()).write(out, message, kind, kind);
    var json = out.toString().getBytes(UTF_8);
    if (json.length > MAX_INFLATED) {
      throw new MalformedMessage("Message of " + json.length + " bytes is too large");
    }
    var payload =
        json.length > COMPRESS_ABOVE ? Gzip.deflate(JSON_GZIP, json) : prefixed(JSON, json);
    if (payload.length > Topics.MAX_PAYLOAD) {
      throw new MalformedMessage("Payload of " + payload.length + " bytes is too large");
    }
    return payload;
  }

  /**
   * @throws MalformedMessage for whatever is no message of ours; bounded in memory and depth
   *     whatever the input
   */
  public static Message decode(byte[] payload) {
    if (payload.length == 0 || payload.length > Topics.MAX_PAYLOAD) {
      throw new MalformedMessage("Payload of " + payload.length + " bytes");
    }
    var text =
        switch (payload[0]) {
          case JSON -> text(payload, 1, payload.length - 1);
          case JSON_GZIP -> {
            var json = Gzip.inflate(payload, 1, MAX_INFLATED);
            yield text(json, 0, json.length);
          }
          default -> throw new MalformedMessage("Unknown encoding " + payload[0]);
        };
    var type = MESSAGES.get(tag(text));
    if (type == null) {
      throw new MalformedMessage("t: no kind of message that is known here");
    }
    return (Message) read(text, type);
  }

  /**
   * JSON of one of the documents ({@link Enrolment}, {@link ModuleDescriptor}) or of a handler's
   * record.
   *
   * @throws MalformedMessage if it would exceed {@link #MAX_INFLATED} or cannot be said in JSON
   */
  public static String toJson(Record document) {
    var out = new JsonWriter();
    var type = document.getClass();
    Shape.of(type).write(out, document, type.getSimpleName(), null);
    return out.toString();
  }

  /**
   * @throws MalformedMessage naming the field that does not fit
   */
  public static <T extends Record> T fromJson(String json, Class<T> type) {
    if (json.length() > MAX_INFLATED) {
      throw new MalformedMessage("Document of " + json.length() + " characters is too large");
    }
    return type.cast(read(json, type));
  }

  private static Object read(String text, Class<?> type) {
    var in = new JsonReader(text);
    var value = Shape.of(type).read(in, type.getSimpleName(), 1);
    in.end();
    return value;
  }

  /** The value of the top object's "t", which our own writer puts first. */
  private static String tag(String text) {
    var in = new JsonReader(text);
    in.open('{', "message");
    if (!in.closes('}')) {
      do {
        if (in.name("message").equals("t")) {
          return in.text("t");
        }
        in.skip(2);
      } while (in.more('}', "message"));
    }
    throw new MalformedMessage("t: missing");
  }

  private static String text(byte[] bytes, int from, int length) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, length)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedMessage("Not UTF-8");
    }
  }

  private static byte[] prefixed(byte first, byte[] rest) {
    var all = new byte[rest.length + 1];
    all[0] = first;
    System.arraycopy(rest, 0, all, 1, rest.length);
    return all;
  }

  private static Map<String, Class<?>> messages() {
    var byName = new HashMap<String, Class<?>>();
    for (var type : Message.class.getPermittedSubclasses()) {
      byName.put(type.getSimpleName(), type);
    }
    return byName;
  }
}
