// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.imports;

import io.custode.api.error.Invalid;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a file as text. A byte order mark decides; without one it is UTF-8 if it can be,
 * else UTF-16 if every other byte of its beginning is zero, else windows-1252. What has characters
 * that no text has was read in the wrong encoding.
 *
 * @param encoding in which it was read
 */
record CsvText(String text, String encoding) {
  private static final Charset WINDOWS = Charset.forName("windows-1252");
  private static final List<Charset> KNOWN =
      List.of(
          StandardCharsets.UTF_8,
          StandardCharsets.UTF_16,
          StandardCharsets.UTF_16LE,
          StandardCharsets.UTF_16BE,
          WINDOWS);
  private static final char MARK = '\uFEFF';
  private static final int PEEK = 4096;

  /**
   * @param said the encoding, or null to find out
   * @throws Invalid naming the first byte that does not fit
   */
  static CsvText of(byte[] file, @Nullable String said) {
    var stated = said == null ? null : known(said);
    var charset = stated == null ? guess(file) : unmarked(file, stated);
    var out = CharBuffer.allocate(file.length + 1);
    var in = ByteBuffer.wrap(file);
    var decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CoderResult result = decoder.decode(in, out, true);
    if (result.isError()) {
      throw wrong(charset, "byte " + (in.position() + 1) + " does not fit");
    }
    decoder.flush(out);
    out.flip();
    var text = out.toString();
    text = !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text;
    checkIsText(text, charset);
    return new CsvText(text, charset.name());
  }

  private static Charset known(String said) {
    return KNOWN.stream()
        .filter(c -> c.name().equalsIgnoreCase(said) || c.aliases().contains(said))
        .findFirst()
        .orElseThrow(
            () -> Invalid.field("encoding", "must be UTF-8, UTF-16 or windows-1252, or left out"));
  }

  /** UTF-16 without a mark is little-endian in practice, big-endian by the book: we look. */
  private static Charset unmarked(byte[] file, Charset stated) {
    return stated.equals(StandardCharsets.UTF_16) ? utf16(file) : stated;
  }

  private static Charset utf16(byte[] file) {
    if (starts(file, 0xFE, 0xFF)) {
      return StandardCharsets.UTF_16BE;
    }
    if (starts(file, 0xFF, 0xFE)) {
      return StandardCharsets.UTF_16LE;
    }
    return zeros(file, 0) > zeros(file, 1) ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
  }

  private static Charset guess(byte[] file) {
    if (starts(file, 0xFE, 0xFF) || starts(file, 0xFF, 0xFE)) {
      return utf16(file);
    }
    int half = Math.min(file.length, PEEK) / 2;
    if (half > 1 && Math.max(zeros(file, 0), zeros(file, 1)) > half / 2) {
      return utf16(file);
    }
    return isUtf8(file) ? StandardCharsets.UTF_8 : WINDOWS;
  }

  private static boolean starts(byte[] file, int first, int second) {
    return file.length >= 2 && (file[0] & 0xFF) == first && (file[1] & 0xFF) == second;
  }

  private static int zeros(byte[] file, int from) {
    int zeros = 0;
    for (int i = from; i < Math.min(file.length, PEEK); i += 2) {
      zeros += file[i] == 0 ? 1 : 0;
    }
    return zeros;
  }

  private static boolean isUtf8(byte[] file) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file));
      return true;
    } catch (java.nio.charset.CharacterCodingException e) {
      return false;
    }
  }

  private static void checkIsText(String text, Charset charset) {
    int line = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      line += c == '\n' ? 1 : 0;
      if (c < ' ' && c != '\n' && c != '\r' && c != '\t' || c >= 0x7F && c < 0xA0) {
        throw wrong(charset, "line " + line + " has a character that no text has");
      }
    }
  }

  private static Invalid wrong(Charset charset, String why) {
    return Invalid.field(
        "file",
        String.format(
            Locale.ROOT,
            "is not in %s: %s; name its encoding, or save it as UTF-8",
            charset.name(),
            why));
  }
}
