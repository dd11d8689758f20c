// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.protocol;

/** Writes JSON into a bounded buffer. */
final class JsonWriter {
  private static final char REPLACEMENT = '\uFFFD';
  private static final String HEX = "0123456789abcdef";

  private final StringBuilder out = new StringBuilder(256);

  private int depth;

  void open(char bracket, String field) {
    if (++depth > Codec.MAX_DEPTH) {
      throw new MalformedMessage(field + ": nested deeper than " + Codec.MAX_DEPTH);
    }
    out.append(bracket);
  }

  void close(char bracket) {
    depth--;
    out.append(bracket);
  }

  JsonWriter raw(char c) {
    out.append(c);
    return this;
  }

  JsonWriter raw(String text) {
    out.append(text);
    return this;
  }

  JsonWriter whole(long value) {
    out.append(value);
    return this;
  }

  void real(double value, String field) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw new MalformedMessage(field + ": not a finite number");
    }
    out.append(value);
  }

  void text(String text) {
    if (out.length() + (long) text.length() > Codec.MAX_INFLATED) {
      throw new MalformedMessage("Document of more than " + Codec.MAX_INFLATED + " characters");
    }
    out.append('"');
    int plain = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c != '"' && c != '\\' && !Character.isSurrogate(c)) {
        continue;
      }
      out.append(text, plain, i);
      if (Character.isSurrogate(c)) {
        i += surrogate(text, i);
      } else {
        escape(c);
      }
      plain = i + 1;
    }
    out.append(text, plain, text.length()).append('"');
  }

  @Override
  public String toString() {
    if (out.length() > Codec.MAX_INFLATED) {
      throw new MalformedMessage("Document of more than " + Codec.MAX_INFLATED + " characters");
    }
    return out.toString();
  }

  /**
   * @return how many characters beyond the first were written
   */
  private int surrogate(String text, int i) {
    if (Character.isHighSurrogate(text.charAt(i))
        && i + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(i + 1))) {
      out.append(text, i, i + 2);
      return 1;
    }
    out.append(REPLACEMENT);
    return 0;
  }

  private void escape(char c) {
    switch (c) {
      case 0 -> out.append(REPLACEMENT);
      case '"', '\\' -> out.append('\\').append(c);
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
    }
  }
}
