// SPDX-License-Identifier: Apache-2.0
package io.custode.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableTest {
  private static Map<String, Object> map(Object... pairs) {
    var map = new LinkedHashMap<String, Object>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1]);
    }
    return map;
  }

  @Test
  void pageIsAligned() {
    var page =
        map(
            "items",
            List.of(map("id", "1", "lastSeen", "pc-7"), map("id", "22", "lastSeen", null)),
            "next",
            null);
    assertThat(new Table(0).render(page)).isEqualTo("ID  LAST SEEN\n1   pc-7\n22  -\n");
  }

  @Test
  void emptyPageSaysSo() {
    assertThat(new Table(0).render(map("items", List.of()))).isEqualTo("Nothing found.\n");
  }

  @Test
  void recordIsOneLinePerField() {
    assertThat(
            new Table(0)
                .render(map("id", "1", "os", map("name", "Debian"), "tags", List.of("a", "b"))))
        .isEqualTo("id    1\nos\n  name  Debian\ntags  a, b\n");
  }

  @Test
  void sentenceIsAsItIs() {
    assertThat(new Table(0).render(map("message", "Gone."))).isEqualTo("Gone.\n");
  }

  @Test
  void anEndpointCannotSteerTheTerminal() {
    String text = new Table(0).render(map("name", "a\u001b[2Jb\u009bc\nd", "x", 1));
    assertThat(text).isEqualTo("name  a?[2Jb?c?d\nx     1\n");
  }

  @Test
  void linesAreCutToTheTerminalOnly() {
    var page = map("items", List.of(map("name", "x".repeat(200))));
    assertThat(new Table(40).render(page).lines()).allMatch(l -> l.length() <= 40);
    assertThat(new Table(0).render(page)).contains("x".repeat(200));
  }
}
