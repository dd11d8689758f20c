// SPDX-License-Identifier: Apache-2.0
package io.custode.api.secret;

import io.custode.api.error.Invalid;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What is kept secret: 1 to 16,384 bytes. It shows in no text, is written into no JSON, and is gone
 * from memory once closed, as far as Java allows. As a component of a command's input the shell
 * asks for it without showing it.
 */
public final class SecretValue implements AutoCloseable {
  /** Most bytes. */
  public static final int LONGEST = 16 * 1024;

  private final byte[] bytes;

  private SecretValue(byte[] bytes) {
    this.bytes = bytes;
    if (bytes.length == 0 || bytes.length > LONGEST) {
      close();
      throw Invalid.field("value", "must be 1 to " + LONGEST + " bytes");
    }
  }

  /**
   * @param bytes copied
   * @throws Invalid if there are none, or too many
   */
  public static SecretValue of(byte[] bytes) {
    return new SecretValue(bytes.clone());
  }

  /**
   * @param chars copied, as UTF-8
   * @throws Invalid if there are none, or too many
   */
  public static SecretValue of(char[] chars) {
    var encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(chars));
    var bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    Arrays.fill(encoded.array(), (byte) 0);
    return new SecretValue(bytes);
  }

  /**
   * @return a copy, for the caller to wipe
   */
  public byte[] bytes() {
    return bytes.clone();
  }

  /**
   * @return the bytes as UTF-8, for the caller to wipe
   */
  public char[] chars() {
    var decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes));
    var chars = new char[decoded.remaining()];
    decoded.get(chars);
    Arrays.fill(decoded.array(), '\0');
    return chars;
  }

  @Override
  public void close() {
    Arrays.fill(bytes, (byte) 0);
  }

  @Override
  public String toString() {
    return "***";
  }
}
