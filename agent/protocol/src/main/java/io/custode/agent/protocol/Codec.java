// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.protocol;

/**
 * Messages to bytes and back. First byte: 1 = JSON in UTF-8, 2 = the same in gzip (used above 1
 * KiB). The JSON object's {@code "t"} is the record's simple name. Unknown fields are ignored, so
 * that either end may be newer; everything else that does not fit is refused.
 */
public final class Codec {
  private Codec() {}

  /**
   * @throws MalformedMessage if it would exceed {@link Topics#MAX_PAYLOAD}
   */
  public static byte[] encode(Message message) {
    throw new MalformedMessage("not yet");
  }

  /**
   * @throws MalformedMessage for whatever is no message of ours; bounded in memory and depth
   *     whatever the input
   */
  public static Message decode(byte[] payload) {
    throw new MalformedMessage("not yet");
  }

  /**
   * JSON of one of the documents ({@link Enrolment}, {@link ModuleDescriptor}) or of a handler's
   * record.
   */
  public static String toJson(Record document) {
    throw new MalformedMessage("not yet");
  }

  /**
   * @throws MalformedMessage naming the field that does not fit
   */
  public static <T extends Record> T fromJson(String json, Class<T> type) {
    throw new MalformedMessage("not yet");
  }
}
