// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads tar archives of the plain kind (POSIX.1-1988 "ustar"): files and directories. Links,
 * devices, extensions of GNU and of pax are refused, and so is what is damaged.
 */
final class TarReader {
  private static final int BLOCK = 512;

  /** Zeros at the end, that tar fills its last record with. */
  private static final int MOST_PADDING = 64 * 1024;

  /**
   * A file or a directory.
   *
   * @param name as it stands there, without a slash at its end
   * @param modified seconds since 1970
   */
  record Entry(String name, boolean directory, boolean executable, long size, long modified) {}

  private final InputStream in;
  private final byte[] header = new byte[BLOCK];
  private long left;
  private int padding;

  TarReader(InputStream in) {
    this.in = in;
  }

  /**
   * @return null at the end
   * @throws MalformedArchive if it is none
   */
  @Nullable Entry next() throws IOException {
    skip(left);
    skip(padding);
    left = 0;
    padding = 0;
    if (in.readNBytes(header, 0, BLOCK) != BLOCK) {
      throw new MalformedArchive("it breaks off");
    }
    if (blank(header, BLOCK)) {
      end();
      return null;
    }
    return entry();
  }

  private Entry entry() throws MalformedArchive {
    if (!text(257, 6).equals("ustar") || header[262] != 0 || !text(263, 2).equals("00")) {
      throw new MalformedArchive("it is no tar archive of the plain kind (ustar)");
    }
    if (octal(148, 8) != sum()) {
      throw new MalformedArchive("an entry is damaged");
    }
    char type = (char) header[156];
    if (type != '0' && type != '5') {
      throw new MalformedArchive("it has more than files and directories");
    }
    long mode = octal(100, 8);
    if ((mode & 07000) != 0) {
      throw new MalformedArchive("a file would run as somebody else");
    }
    boolean directory = type == '5';
    left = octal(124, 12);
    if (directory && left != 0) {
      throw new MalformedArchive("a directory has content");
    }
    padding = (int) ((BLOCK - left % BLOCK) % BLOCK);
    var prefix = text(345, 155);
    var name = prefix.isEmpty() ? text(0, 100) : prefix + '/' + text(0, 100);
    boolean slash = name.endsWith("/");
    if (slash && !directory) {
      throw new MalformedArchive("a file is named like a directory");
    }
    return new Entry(
        slash ? name.substring(0, name.length() - 1) : name,
        directory,
        (mode & 0100) != 0,
        left,
        octal(136, 12));
  }

  /** The content of the entry that came last. */
  InputStream content() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        if (left == 0) {
          return -1;
        }
        int count = in.read(into, offset, (int) Math.min(length, left));
        if (count < 0) {
          throw new MalformedArchive("it breaks off");
        }
        left -= count;
        return count;
      }
    };
  }

  private void skip(long count) throws IOException {
    try {
      in.skipNBytes(count);
    } catch (java.io.EOFException e) {
      throw new MalformedArchive("it breaks off");
    }
  }

  /** Nothing but zeros may follow. */
  private void end() throws IOException {
    int total = 0;
    var some = new byte[BLOCK];
    for (int n = in.readNBytes(some, 0, BLOCK); n > 0; n = in.readNBytes(some, 0, BLOCK)) {
      total += n;
      if (total > MOST_PADDING || !blank(some, n)) {
        throw new MalformedArchive("something follows its end");
      }
    }
    if (total < BLOCK) {
      throw new MalformedArchive("it breaks off");
    }
  }

  private static boolean blank(byte[] bytes, int count) {
    for (int i = 0; i < count; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }

  private String text(int from, int length) {
    int end = from;
    while (end < from + length && header[end] != 0) {
      end++;
    }
    return new String(header, from, end - from, US_ASCII);
  }

  private long octal(int from, int length) throws MalformedArchive {
    var digits = text(from, length).strip();
    if (digits.isEmpty() || digits.length() > 11 || !digits.matches("[0-7]+")) {
      throw new MalformedArchive("an entry is damaged");
    }
    return Long.parseLong(digits, 8);
  }

  private long sum() {
    long sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xff;
    }
    return sum;
  }
}
