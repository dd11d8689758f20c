// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.osgi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TroubleFileTest {
  @TempDir Path home;

  @Test
  void saysWhyUntilTheDatabaseOpens() throws IOException {
    Path file = Files.createDirectories(home.resolve("data")).resolve("database-trouble");
    var trouble = TroubleFile.in(home.toString());

    trouble.write(false, "Connection refused.");
    assertThat(file).hasContent("away\nConnection refused.");
    trouble.write(true, "PostgreSQL 12 is too old.");
    assertThat(file).hasContent("unfit\nPostgreSQL 12 is too old.");
    trouble.delete();
    assertThat(file).doesNotExist();
  }
}
