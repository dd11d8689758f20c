// SPDX-License-Identifier: Apache-2.0
package io.custode.shell.internal;

import io.custode.api.error.Invalid;
import java.util.ArrayList;
import java.util.List;

/**
 * A line, cut into words. Words are parted by blanks; single and double quotes keep blanks
 * together, a backslash outside single quotes takes the next character as it is.
 *
 * @param words without their quotes
 * @param plain whether the line is nothing but words: it holds no unquoted character that means
 *     something in Karaf's own language (pipes, variables, closures, redirections, sequences)
 */
record Line(List<String> words, boolean plain) {
  /** Longest line that is read, in characters. */
  static final int MAX = 64 * 1024;

  private static final String SPECIAL = "|;&$(){}[]<>`%~#\n";

  Line {
    words = List.copyOf(words);
  }

  /**
   * @throws Invalid if it is too long or a quote is left open
   */
  static Line parse(String text) {
    if (text.length() > MAX) {
      throw Invalid.field("line", "must be at most " + MAX + " characters");
    }
    return new Reader(text).read();
  }

  private static final class Reader {
    private final String text;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    private boolean plain = true;
    private int at;

    Reader(String text) {
      this.text = text.strip();
    }

    Line read() {
      while (at < text.length()) {
        one(text.charAt(at++));
      }
      endWord();
      return new Line(words, plain);
    }

    private void one(char c) {
      if (c == '\'' || c == '"') {
        inWord = true;
        quoted(c);
      } else if (c == '\\' && at < text.length()) {
        inWord = true;
        word.append(text.charAt(at++));
      } else if (c == ' ' || c == '\t') {
        endWord();
      } else {
        plain &= SPECIAL.indexOf(c) < 0;
        inWord = true;
        word.append(c);
      }
    }

    private void quoted(char quote) {
      while (at < text.length()) {
        char c = text.charAt(at++);
        if (c == quote) {
          return;
        }
        if (c == '\\' && quote == '"' && at < text.length()) {
          c = text.charAt(at++);
        }
        word.append(c);
      }
      throw Invalid.field("line", "has a quote that is not closed");
    }

    private void endWord() {
      if (inWord) {
        words.add(word.toString());
        word.setLength(0);
        inWord = false;
      }
    }
  }
}
