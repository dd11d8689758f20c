// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * Writes a table as RFC 4180 has it, in UTF-8 with the mark by which spreadsheets know it. A cell
 * that a spreadsheet would take for a formula begins with an apostrophe (OWASP, CSV Injection).
 */
final class CsvTable {
  private static final String FORMULAS = "=+-@\t\r\n";

  private final Writer out;

  CsvTable(OutputStream out) throws IOException {
    this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    this.out.write('\uFEFF');
  }

  void row(Object... cells) throws IOException {
    for (int i = 0; i < cells.length; i++) {
      out.write(i == 0 ? "" : ",");
      out.write(cell(cells[i]));
    }
    out.write("\r\n");
  }

  static String cell(Object value) {
    var text = value.toString();
    if (!(value instanceof Number) && !text.isEmpty() && FORMULAS.indexOf(text.charAt(0)) >= 0) {
      text = "'" + text;
    }
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
  }

  void end() throws IOException {
    out.flush();
  }
}
