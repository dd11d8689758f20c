// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.error.Invalid;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CsvFileTest {
  private static final String TEXT = "key;name\n1;Caffè Èlite\n";

  private static byte[] marked(byte[] body, int... mark) {
    var out = new ByteArrayOutputStream();
    for (int octet : mark) {
      out.write(octet);
    }
    out.writeBytes(body);
    return out.toByteArray();
  }

  private static List<CsvRow> rows(String text) {
    var rows = new ArrayList<CsvRow>();
    CsvFile.of(text).forEach(rows::add);
    return rows;
  }

  @Test
  void theEncodingIsFoundOut() {
    var utf8 = TEXT.getBytes(StandardCharsets.UTF_8);
    var little = TEXT.getBytes(StandardCharsets.UTF_16LE);
    var big = TEXT.getBytes(StandardCharsets.UTF_16BE);
    assertThat(CsvText.of(utf8, null)).isEqualTo(new CsvText(TEXT, "UTF-8"));
    assertThat(CsvText.of(marked(utf8, 0xEF, 0xBB, 0xBF), null))
        .isEqualTo(new CsvText(TEXT, "UTF-8"));
    assertThat(CsvText.of(marked(little, 0xFF, 0xFE), null))
        .isEqualTo(new CsvText(TEXT, "UTF-16LE"));
    assertThat(CsvText.of(marked(big, 0xFE, 0xFF), null)).isEqualTo(new CsvText(TEXT, "UTF-16BE"));
    assertThat(CsvText.of(little, null)).isEqualTo(new CsvText(TEXT, "UTF-16LE"));
    assertThat(CsvText.of(big, "UTF-16")).isEqualTo(new CsvText(TEXT, "UTF-16BE"));
    assertThat(CsvText.of(TEXT.getBytes(Charset.forName("windows-1252")), null))
        .isEqualTo(new CsvText(TEXT, "windows-1252"));
  }

  @Test
  void theWrongEncodingIsRefusedAndSaysWhere() {
    var windows = TEXT.getBytes(Charset.forName("windows-1252"));
    assertThatThrownBy(() -> CsvText.of(windows, "UTF-8"))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("is not in UTF-8: byte 16 does not fit");
    assertThatThrownBy(() -> CsvText.of(TEXT.getBytes(StandardCharsets.UTF_16LE), "windows-1252"))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("line 1 has a character that no text has");
    assertThatThrownBy(() -> CsvText.of(new byte[] {'k', 0, 1, (byte) 0x81, 7}, null))
        .isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> CsvText.of(windows, "EBCDIC"))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("encoding must be");
  }

  @Test
  void separatorsQuotesAndLineEndsAreThoseOfTheFile() {
    for (var separator : List.of(",", ";", "\t")) {
      var file =
          "Key%1$s Name \r\na%1$s\"x \"\"y\"\"%1$s\nz\"\r\n\r\nb%1$sw".replace("%1$s", separator);
      assertThat(CsvFile.of(file).separator()).isEqualTo(separator);
      var rows = rows(file);
      assertThat(rows).extracting(CsvRow::key).containsExactly("a", "b");
      assertThat(rows.get(0).text("name")).isEqualTo("x \"y\"" + separator + "\nz");
      assertThat(rows.get(1).number()).isEqualTo(3);
    }
  }

  @Test
  void aRowWithTooFewCellsIsAFlawOfThatRowAndAnOpenQuoteOfTheFile() {
    assertThat(rows("key,name\na\nb,c\n"))
        .extracting(CsvRow::flaw)
        .containsExactly("has 1 cells where the heading has 2", null);
    assertThatThrownBy(() -> rows("key,name\na,b\nc,\"d\n"))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("row 3 is no row: a quote is missing");
    // what the reader of rows throws is its own
    assertThatThrownBy(
            () ->
                CsvFile.of("key\na\n")
                    .forEach(
                        row -> {
                          throw new IllegalStateException("not of the file");
                        }))
        .hasMessage("not of the file");
  }

  @Test
  void unknownMissingAndDoubleColumnsAreRefusedWithoutRepeatingThem() {
    assertThatThrownBy(
            () ->
                CsvFile.of("key,root:x:0\n")
                    .checkColumns(Set.of("key", "name"), Set.of("key", "name")))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("column 2 is none of key, name")
        .hasMessageContaining("name is a column that the file must have")
        .hasMessageNotContaining("root");
    assertThatThrownBy(() -> CsvFile.of("key,KEY\n")).isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> CsvFile.of("")).isInstanceOf(Invalid.class);
  }

  @Test
  void moreRowsThanTheLimitAreRefused() {
    var text = "key\n" + "a\n".repeat(CsvFile.MOST_ROWS);
    assertThat(CsvFile.of(text).forEach(row -> {})).isEqualTo(CsvFile.MOST_ROWS);
    assertThatThrownBy(() -> CsvFile.of(text + "b\n").forEach(row -> {}))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("at most 100000 rows");
  }
}
