// SPDX-License-Identifier: Apache-2.0
package io.custode.shell.internal;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A result for people: a page as aligned columns, a record as one line per field, a sentence as it
 * is.
 */
final class Table {
  private static final int WIDEST = 60;
  private final int width;
  private final Brief brief;

  /**
   * @param width of the terminal; 0: no terminal, nothing is cut
   * @param clock says what is today, and where
   */
  Table(int width, Clock clock) {
    this.width = width;
    this.brief = new Brief(clock);
  }

  /**
   * @param result of maps, lists, strings, numbers, booleans and nulls
   * @param columns of a page; empty: all
   * @return lines, each with its line feed
   */
  String render(@Nullable Object result, List<String> columns) {
    if (result instanceof Map<?, ?> map) {
      if (map.get("items") instanceof Collection<?> items) {
        return rows(items, columns);
      }
      if (map.size() == 1 && map.containsKey("message")) {
        return cell(map.get("message")) + "\n";
      }
      return fields(map, "");
    }
    return result instanceof Collection<?> items ? rows(items, columns) : cell(result) + "\n";
  }

  private String fields(Map<?, ?> map, String indent) {
    int longest = map.keySet().stream().mapToInt(k -> k.toString().length()).max().orElse(0);
    var text = new StringBuilder();
    map.forEach(
        (key, value) -> {
          String name = Printable.text(key.toString());
          if (value instanceof Map<?, ?> nested && !nested.isEmpty()) {
            text.append(indent).append(name).append('\n').append(fields(nested, indent + "  "));
          } else {
            text.append(indent).append(pad(name, longest)).append("  ").append(cell(value));
            text.append('\n');
          }
        });
    return text.toString();
  }

  private String rows(Collection<?> items, List<String> chosen) {
    if (items.isEmpty()) {
      return "Nothing found.\n";
    }
    var columns = chosen.isEmpty() ? fieldsOf(items) : chosen;
    if (columns.isEmpty()) {
      return items.stream().map(i -> cell(i) + "\n").collect(Collectors.joining());
    }
    var grid = new ArrayList<List<String>>();
    grid.add(columns.stream().map(Table::heading).toList());
    items.forEach(
        item -> grid.add(columns.stream().map(c -> brief.of(cell(field(item, c)))).toList()));
    return aligned(grid, columns.size());
  }

  private static Collection<String> fieldsOf(Collection<?> items) {
    var fields = new LinkedHashSet<String>();
    for (Object item : items) {
      if (item instanceof Map<?, ?> map) {
        map.forEach((k, v) -> fields.add(k.toString()));
      }
    }
    return fields;
  }

  /** {@code createdAt} is headed CREATED AT. */
  private static String heading(String name) {
    String words = name.replaceAll("(?<=[a-z])(?=[A-Z])", " ");
    return Printable.text(words.toUpperCase(java.util.Locale.ROOT));
  }

  private static @Nullable Object field(Object item, String name) {
    return item instanceof Map<?, ?> map ? map.get(name) : null;
  }

  private String aligned(List<List<String>> grid, int columns) {
    int most = width > 0 ? WIDEST : Integer.MAX_VALUE;
    int[] widths = new int[columns];
    for (List<String> row : grid) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], Math.min(most, row.get(i).length()));
      }
    }
    Function<List<String>, String> line =
        row -> {
          var text = new StringBuilder();
          for (int i = 0; i < columns; i++) {
            text.append(pad(Printable.text(row.get(i), widths[i]), widths[i])).append("  ");
          }
          String stripped = text.toString().stripTrailing();
          return width > 0 ? Printable.text(stripped, width) : stripped;
        };
    return grid.stream().map(line).collect(Collectors.joining("\n", "", "\n"));
  }

  private static String cell(@Nullable Object value) {
    if (value == null) {
      return "-";
    }
    if (value instanceof Collection<?> list) {
      return list.isEmpty()
          ? "-"
          : list.stream().map(Table::cell).collect(Collectors.joining(", "));
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .filter(e -> e.getValue() != null)
          .map(e -> Printable.text(e.getKey().toString()) + "=" + cell(e.getValue()))
          .collect(Collectors.joining(" "));
    }
    return Printable.text(value.toString());
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
