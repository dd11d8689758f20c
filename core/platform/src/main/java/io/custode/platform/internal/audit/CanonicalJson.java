// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.audit;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The canonical form of RFC 8785 for the one shape we need, an object whose values are all texts:
 * members ordered by the UTF-16 units of their names, no blanks, escapes as section 3.2.2.2 has
 * them, UTF-8.
 */
final class CanonicalJson {
  private CanonicalJson() {}

  static byte[] of(Map<String, String> members) {
    SortedMap<String, String> sorted = new TreeMap<>(members);
    var out = new StringBuilder("{");
    sorted.forEach(
        (name, value) -> {
          out.append(out.length() == 1 ? "" : ",");
          text(name, out);
          out.append(':');
          text(value, out);
        });
    return out.append('}').toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void text(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ') {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
