// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.protocol;

/**
 * Reads RFC 8259 token by token, each character once; builds nothing but what is asked for. Every
 * failure names the field that the caller was at and the position, never the content.
 */
final class JsonReader {
  private static final int LONGEST_NUMBER = 64;

  private final String text;
  private int at;

  JsonReader(String text) {
    this.text = text;
  }

  MalformedMessage fail(String field, String what) {
    return new MalformedMessage(field + ": " + what + " (at " + at + ")");
  }

  /** Nothing but white space may follow. */
  void end() {
    if (peek() != 0 || at < text.length()) {
      throw fail("document", "something follows its end");
    }
  }

  /** Opening bracket or brace. */
  void open(char bracket, String field) {
    if (peek() != bracket) {
      throw fail(field, bracket == '{' ? "not an object" : "not a list");
    }
    at++;
  }

  /** True, and behind it, if the thing just opened is empty. */
  boolean closes(char bracket) {
    if (peek() == bracket) {
      at++;
      return true;
    }
    return false;
  }

  /** After an element: true if a comma says that another follows, false if this was the last. */
  boolean more(char bracket, String field) {
    char c = peek();
    if (c == ',') {
      at++;
      return true;
    }
    if (c == bracket) {
      at++;
      return false;
    }
    throw fail(field, "neither a comma nor an end");
  }

  /** A member's name and its colon. */
  String name(String field) {
    var name = text(field);
    if (peek() != ':') {
      throw fail(field, "a name without a colon");
    }
    at++;
    return name;
  }

  /** True, and behind it, if the next value is null. */
  boolean isNull(String field) {
    if (peek() != 'n') {
      return false;
    }
    word("null", field);
    return true;
  }

  boolean bool(String field) {
    switch (peek()) {
      case 't':
        word("true", field);
        return true;
      case 'f':
        word("false", field);
        return false;
      default:
        throw fail(field, "neither true nor false");
    }
  }

  long whole(String field, long min, long max) {
    peek();
    int from = at;
    if (!number(field) || at - from > 20) {
      throw fail(field, "not a whole number in range");
    }
    try {
      long value = Long.parseLong(text, from, at, 10);
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw fail(field, "not a whole number in range");
    }
    throw fail(field, "not a whole number in range");
  }

  double real(String field) {
    peek();
    int from = at;
    number(field);
    if (at - from > LONGEST_NUMBER) {
      throw fail(field, "a number too long");
    }
    double value = Double.parseDouble(text.substring(from, at));
    if (Double.isInfinite(value)) {
      throw fail(field, "a number too large");
    }
    return value;
  }

  String text(String field) {
    if (peek() != '"') {
      throw fail(field, "not a text");
    }
    int from = ++at;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"') {
        return text.substring(from, at++);
      }
      if (c == '\\' || c < ' ') {
        break;
      }
      at++;
    }
    return escaped(
        new StringBuilder(text.length() - from > 64 ? 64 : 16).append(text, from, at), field);
  }

  /** Passes over any value, checking it all the same. */
  void skip(int depth) {
    var field = "unknown field";
    switch (peek()) {
      case '{' -> {
        deeper(depth, field);
        at++;
        if (!closes('}')) {
          do {
            name(field);
            skip(depth + 1);
          } while (more('}', field));
        }
      }
      case '[' -> {
        deeper(depth, field);
        at++;
        if (!closes(']')) {
          do {
            skip(depth + 1);
          } while (more(']', field));
        }
      }
      case '"' -> text(field);
      case 't' -> word("true", field);
      case 'f' -> word("false", field);
      case 'n' -> word("null", field);
      default -> number(field);
    }
  }

  void deeper(int depth, String field) {
    if (depth > Codec.MAX_DEPTH) {
      throw fail(field, "nested deeper than " + Codec.MAX_DEPTH);
    }
  }

  private String escaped(StringBuilder out, String field) {
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') {
        return out.toString();
      }
      if (c < ' ') {
        throw fail(field, "a control character in a text");
      }
      if (c != '\\') {
        out.append(c);
      } else {
        escape(out, field);
      }
    }
    throw fail(field, "a text without end");
  }

  private void escape(StringBuilder out, String field) {
    char c = at < text.length() ? text.charAt(at++) : 0;
    switch (c) {
      case '"', '\\', '/' -> out.append(c);
      case 'b' -> out.append('\b');
      case 'f' -> out.append('\f');
      case 'n' -> out.append('\n');
      case 'r' -> out.append('\r');
      case 't' -> out.append('\t');
      case 'u' -> {
        char unit = hex(field);
        if (unit == 0 || Character.isLowSurrogate(unit)) {
          throw fail(field, "a character that no text has");
        }
        out.append(unit);
        if (Character.isHighSurrogate(unit)) {
          out.append(lowSurrogate(field));
        }
      }
      default -> throw fail(field, "an unknown escape in a text");
    }
  }

  private char lowSurrogate(String field) {
    if (text.startsWith("\\u", at)) {
      at += 2;
      char unit = hex(field);
      if (Character.isLowSurrogate(unit)) {
        return unit;
      }
    }
    throw fail(field, "half a character in a text");
  }

  private char hex(String field) {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      char c = at < text.length() ? text.charAt(at++) : 0;
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        throw fail(field, "a bad unicode escape in a text");
      }
      value = value << 4 | digit;
    }
    return (char) value;
  }

  /** Passes over a number; true if it is whole. */
  private boolean number(String field) {
    if (current() == '-') {
      at++;
    }
    if (current() == '0') {
      at++;
    } else {
      digits(field);
    }
    boolean whole = true;
    if (current() == '.') {
      at++;
      digits(field);
      whole = false;
    }
    if (current() == 'e' || current() == 'E') {
      at++;
      if (current() == '+' || current() == '-') {
        at++;
      }
      digits(field);
      whole = false;
    }
    return whole;
  }

  private void digits(String field) {
    int from = at;
    while (current() >= '0' && current() <= '9') {
      at++;
    }
    if (at == from) {
      throw fail(field, "not a value");
    }
  }

  private void word(String word, String field) {
    if (!text.startsWith(word, at)) {
      throw fail(field, "not a value");
    }
    at += word.length();
  }

  /** The next character that is no white space, or 0 at the end; does not pass it. */
  private char peek() {
    while (true) {
      char c = current();
      if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
        return c;
      }
      at++;
    }
  }

  private char current() {
    return at < text.length() ? text.charAt(at) : 0;
  }
}
