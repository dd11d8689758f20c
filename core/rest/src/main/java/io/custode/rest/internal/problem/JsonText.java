// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.problem;

import io.custode.api.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes maps, lists, strings, numbers, booleans and {@link Json} as JSON (RFC 8259). For documents
 * that must come out even when no JSON mapping is there: problems, health, OpenAPI.
 */
public final class JsonText {
  private JsonText() {}

  /**
   * @param tree maps with string keys, iterables, strings, numbers, booleans, null, {@link Json}
   */
  public static String of(@Nullable Object tree) {
    var out = new StringBuilder(256);
    write(tree, out);
    return out.toString();
  }

  private static void write(@Nullable Object value, StringBuilder out) {
    if (value instanceof Map<?, ?> map) {
      writeMap(map, out);
    } else if (value instanceof Iterable<?> items) {
      writeList(items, out);
    } else if (value == null || value instanceof Number || value instanceof Boolean) {
      out.append(value);
    } else if (value instanceof Json json) {
      out.append(json.text());
    } else {
      writeString(value.toString(), out);
    }
  }

  private static void writeMap(Map<?, ?> map, StringBuilder out) {
    out.append('{');
    var first = true;
    // the same document each time: maps without an order of their own are sorted
    var ordered =
        map instanceof LinkedHashMap || map instanceof SortedMap ? map : new TreeMap<>(map);
    for (var entry : ordered.entrySet()) {
      if (!first) {
        out.append(',');
      }
      first = false;
      writeString(String.valueOf(entry.getKey()), out);
      out.append(':');
      write(entry.getValue(), out);
    }
    out.append('}');
  }

  private static void writeList(Iterable<?> items, StringBuilder out) {
    out.append('[');
    var first = true;
    for (var item : items) {
      if (!first) {
        out.append(',');
      }
      first = false;
      write(item, out);
    }
    out.append(']');
  }

  private static void writeString(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          // markup and line separators too, so that no reader takes the text for something else
          if (c < 0x20 || c == '<' || c == '>' || c == '&' || c == '\u2028' || c == '\u2029') {
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
