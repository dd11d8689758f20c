// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CsvTableTest {
  @Test
  void noCellIsAFormulaAndNumbersStayNumbers() throws IOException {
    var out = new ByteArrayOutputStream();
    var table = new CsvTable(out);
    table.row("=1+2", "+39 06", "-5", "@x", "a,b", "\"q\"", -5, "\t=1", "é");
    table.end();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo("\uFEFF'=1+2,'+39 06,'-5,'@x,\"a,b\",\"\"\"q\"\"\",-5,'\t=1,é\r\n");
  }
}
