// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.machine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Small text files of the kernel and the system. */
final class Texts {
  private static final int LARGEST = 1 << 20;

  private Texts() {}

  /** Content without white space around it; empty if it is not there or not for us. */
  static String read(String file) {
    try (var in = new FileInputStream(file)) {
      return new String(in.readNBytes(LARGEST), UTF_8).strip();
    } catch (IOException e) {
      return "";
    }
  }

  /** Null instead of empty. */
  static @Nullable String readOrNull(String file) {
    var text = read(file);
    return text.isEmpty() ? null : text;
  }

  /** First word behind {@code name} at the beginning of a line, as a number; 0 if there is none. */
  static long number(String text, String name) {
    int at = text.startsWith(name) ? 0 : text.indexOf('\n' + name) + 1;
    if (at == 0 && !text.startsWith(name)) {
      return 0;
    }
    int from = at + name.length();
    while (from < text.length() && (text.charAt(from) == ' ' || text.charAt(from) == '\t')) {
      from++;
    }
    int to = from;
    while (to < text.length() && Character.isDigit(text.charAt(to)) && to - from < 18) {
      to++;
    }
    return to == from ? 0 : Long.parseLong(text, from, to, 10);
  }

  /** Lines of {@code KEY=value} or {@code KEY="value"}. */
  static Map<String, String> assignments(String text) {
    var values = new HashMap<String, String>();
    for (var line : text.split("\n")) {
      int equals = line.indexOf('=');
      if (equals > 0 && line.charAt(0) != '#') {
        var value = line.substring(equals + 1).strip();
        boolean quoted =
            value.length() >= 2
                && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                && value.charAt(0) == value.charAt(value.length() - 1);
        values.put(
            line.substring(0, equals), quoted ? value.substring(1, value.length() - 1) : value);
      }
    }
    return values;
  }
}
