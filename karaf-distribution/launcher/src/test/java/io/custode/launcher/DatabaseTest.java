// SPDX-License-Identifier: Apache-2.0
package io.custode.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DatabaseTest {
  private static final Path HOME = Path.of("/home/x");

  @Test
  void derbyInTheHomeUnlessSaid() {
    assertThat(Database.parse("", HOME)).isEqualTo(new Database("jdbc:derby:/home/x/data/db", ""));
  }

  @Test
  void passwordIsTakenOut() {
    var database = Database.parse("jdbc:postgresql://h/db?user=u&password=p%26q&ssl=true", HOME);
    assertThat(database).isEqualTo(new Database("jdbc:postgresql://h/db?user=u&ssl=true", "p&q"));
    assertThat(database.toString()).doesNotContain("p&q");
  }

  @Test
  void othersAreRefused() {
    assertThatThrownBy(() -> Database.parse("mysql://h", HOME)).isInstanceOf(Refused.class);
  }
}
