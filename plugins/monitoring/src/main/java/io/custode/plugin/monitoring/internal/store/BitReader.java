// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.store;

import java.nio.charset.StandardCharsets;

/** Reads what a {@link BitWriter} wrote; whatever is not there is {@link Damaged}. */
final class BitReader {
  private static final int LONGEST_TEXT = 1000;

  private final byte[] bytes;
  private final int end;
  private int at;

  /** Reads the bytes from {@code start} to before {@code end}. */
  BitReader(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.at = Math.multiplyExact(start, 8);
    this.end = Math.multiplyExact(end, 8);
  }

  long read(int bits) {
    if (bits > end - at) {
      throw new Damaged("It ends too soon.");
    }
    long value = 0;
    for (int left = bits; left > 0; ) {
      int room = 8 - at % 8;
      int some = Math.min(room, left);
      int piece = (bytes[at / 8] & 0xFF) >>> (room - some) & ((1 << some) - 1);
      value = value << some | piece;
      at += some;
      left -= some;
    }
    return value;
  }

  boolean isSet() {
    return read(1) == 1;
  }

  long number() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      long piece = read(8);
      value |= (piece & 0x7F) << shift;
      if (piece < 0x80) {
        return value;
      }
    }
    throw new Damaged("A number does not end.");
  }

  /**
   * @return a number from 0 to {@code most}
   */
  int number(int most) {
    long value = number();
    if (value < 0 || value > most) {
      throw new Damaged(Long.toUnsignedString(value) + " where at most " + most + " may be.");
    }
    return (int) value;
  }

  long signed() {
    return unzigzag(number());
  }

  String text() {
    var encoded = new byte[number(LONGEST_TEXT)];
    for (int i = 0; i < encoded.length; i++) {
      encoded[i] = (byte) read(8);
    }
    return new String(encoded, StandardCharsets.UTF_8);
  }

  /** Checks that all was read: what is left fills the last byte with zeros. */
  void end() {
    if (end - at >= 8 || read(end - at) != 0) {
      throw new Damaged("It goes on behind its end.");
    }
  }

  static long unzigzag(long value) {
    return value >>> 1 ^ -(value & 1);
  }
}
