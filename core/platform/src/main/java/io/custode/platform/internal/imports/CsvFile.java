// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.imports;

import io.custode.api.error.Invalid;
import io.custode.api.error.Invalid.Violation;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** A table as RFC 4180 writes it, with a comma, a semicolon or a tab between its columns. */
final class CsvFile {
  static final int MOST_ROWS = 100_000;
  private static final int MOST_COLUMNS = 60;
  private static final int LONGEST_CELL = 2000;

  private final String text;
  private final char separator;
  private final List<String> columns;

  private CsvFile(String text, char separator, List<String> columns) {
    this.text = text;
    this.separator = separator;
    this.columns = columns;
  }

  /**
   * @throws Invalid if its heading cannot be read or names a column twice
   */
  static CsvFile of(String text) {
    char separator = separator(text);
    var columns = new ArrayList<String>();
    parse(
        text,
        separator,
        1,
        row -> row.forEach(cell -> columns.add(cell.strip().toLowerCase(Locale.ROOT))));
    if (columns.isEmpty() || columns.size() > MOST_COLUMNS) {
      throw Invalid.field("file", "must begin with a row that names 1 to 60 columns");
    }
    if (new HashSet<>(columns).size() < columns.size()) {
      throw Invalid.field("file", "must name each column once");
    }
    return new CsvFile(text, separator, List.copyOf(columns));
  }

  /** Of the three, the one that its first line has most of, outside quotes. */
  private static char separator(String text) {
    int[] counts = new int[3];
    boolean quoted = false;
    for (int i = 0; i < text.length() && (quoted || text.charAt(i) != '\n'); i++) {
      char c = text.charAt(i);
      quoted ^= c == '"';
      int which = quoted ? -1 : ",;\t".indexOf(c);
      if (which >= 0) {
        counts[which]++;
      }
    }
    int best = counts[1] > counts[0] ? 1 : 0;
    return ",;\t".charAt(counts[2] > counts[best] ? 2 : best);
  }

  String separator() {
    return String.valueOf(separator);
  }

  boolean has(String column) {
    return columns.contains(column);
  }

  /**
   * @throws Invalid naming each column that is unknown or missing
   */
  void checkColumns(Set<String> known, Set<String> needed) {
    var wrong = new ArrayList<Violation>();
    int at = 0;
    for (var column : columns) {
      at++;
      if (!known.contains(column)) {
        // not by what it says: it may be anything
        wrong.add(new Violation("column " + at, "is none of " + sorted(known)));
      }
    }
    needed.stream()
        .filter(column -> !columns.contains(column))
        .sorted()
        .forEach(column -> wrong.add(new Violation(column, "is a column that the file must have")));
    if (!wrong.isEmpty()) {
      throw new Invalid(wrong);
    }
  }

  private static String sorted(Set<String> names) {
    return names.stream().sorted().collect(Collectors.joining(", "));
  }

  /**
   * Reads the rows below the heading; empty lines are none.
   *
   * @return how many there were
   * @throws Invalid naming the row if the file is no table from there on
   */
  long forEach(Consumer<CsvRow> reader) {
    long[] number = {0};
    parse(
        text,
        separator,
        MOST_ROWS + 2,
        record -> {
          number[0]++;
          if (number[0] > MOST_ROWS + 1) {
            throw Invalid.field("file", "must have at most " + MOST_ROWS + " rows");
          }
          if (number[0] > 1) {
            reader.accept(row(record, number[0]));
          }
        });
    return Math.max(0, number[0] - 1);
  }

  private CsvRow row(CSVRecord record, long number) {
    if (record.size() != columns.size()) {
      return new CsvRow(
          number,
          Map.of(),
          "has " + record.size() + " cells where the heading has " + columns.size());
    }
    var cells = new HashMap<String, String>();
    for (int i = 0; i < columns.size(); i++) {
      var cell = record.get(i).strip();
      if (cell.length() > LONGEST_CELL) {
        return new CsvRow(
            number, Map.of(), "has a cell of more than " + LONGEST_CELL + " characters");
      }
      cells.put(columns.get(i), cell);
    }
    return new CsvRow(number, cells, null);
  }

  private static void parse(String text, char separator, long most, Consumer<CSVRecord> reader) {
    var format = CSVFormat.RFC4180.builder().setDelimiter(separator).setIgnoreEmptyLines(true);
    try (var parser = CSVParser.parse(new StringReader(text), format.build())) {
      var records = parser.iterator();
      for (long read = 0; read < most; read++) {
        var record = next(records, read + 1);
        if (record == null) {
          return;
        }
        reader.accept(record);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable CSVRecord next(Iterator<CSVRecord> records, long number) {
    try {
      return records.hasNext() ? records.next() : null;
    } catch (UncheckedIOException | IllegalStateException e) {
      // the library's message quotes the cell
      throw Invalid.field("row " + number, "is no row: a quote is missing or too many");
    }
  }
}
