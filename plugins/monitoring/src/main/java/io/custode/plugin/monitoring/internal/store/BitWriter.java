// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bits, the highest of each value first. */
final class BitWriter {
  private byte[] bytes = new byte[64];
  private int size;

  /**
   * @return how many bits were written
   */
  int size() {
    return size;
  }

  /** Writes the lowest {@code bits} of a value, 0 to 64. */
  void write(long value, int bits) {
    int end = Math.addExact(size, bits);
    if (end > bytes.length * 8L) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, end / 8 + 1));
    }
    for (int left = bits; left > 0; ) {
      int room = 8 - size % 8;
      int some = Math.min(room, left);
      left -= some;
      int piece = (int) (value >>> left) & ((1 << some) - 1);
      bytes[size / 8] |= (byte) (piece << (room - some));
      size += some;
    }
  }

  /** Seven bits at a time, the lowest first: one byte up to 127, ten at most. */
  void number(long value) {
    var rest = value;
    for (; (rest & ~0x7FL) != 0; rest >>>= 7) {
      write(rest & 0x7F | 0x80, 8);
    }
    write(rest, 8);
  }

  /** A number that may be below zero and is more often near to it. */
  void signed(long value) {
    number(zigzag(value));
  }

  void text(String text) {
    var encoded = text.getBytes(StandardCharsets.UTF_8);
    number(encoded.length);
    for (var one : encoded) {
      write(one, 8);
    }
  }

  void append(BitWriter other) {
    for (int at = 0; at < other.size; at += 8) {
      int some = Math.min(8, other.size - at);
      write((other.bytes[at / 8] & 0xFF) >>> (8 - some), some);
    }
  }

  /**
   * @return whole bytes; the last is filled with zeros
   */
  byte[] toBytes() {
    return Arrays.copyOf(bytes, (size + 7) / 8);
  }

  /** Values near to zero, on either side, become small ones: 0, -1, 1, -2 ... are 0, 1, 2, 3 ... */
  static long zigzag(long value) {
    return value << 1 ^ value >> 63;
  }
}
