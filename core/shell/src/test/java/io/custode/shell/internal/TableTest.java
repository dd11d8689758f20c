// SPDX-License-Identifier: Apache-2.0
package io.custode.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
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

  private static String render(int width, Object result, String... columns) {
    var clock = Clock.fixed(Instant.parse("2026-03-29T10:00:00Z"), ZoneId.of("Europe/Rome"));
    return new Table(width, clock).render(result, List.of(columns));
  }

  @Test
  void aPageShowsTheColumnsThatTellMost() {
    var asset = map("id", "1", "revision", 7, "name", "pc-7", "online", true);
    assertThat(render(0, map("items", List.of(asset)), "id", "online", "name"))
        .isEqualTo("ID  ONLINE  NAME\n1   true    pc-7\n");
  }

  @Test
  void timesOfAPageAreShort() {
    var page =
        map(
            "items",
            List.of(
                map("at", "2026-03-29T00:30:05.123456Z", "by", "2026-03-28T22:59:59Z"),
                map("at", "2026-03-29T21:59:59Z", "by", "2026-99-28T22:59:59Z")));
    assertThat(render(0, page).lines())
        .containsExactly(
            "AT        BY", "01:30:05  2026-03-28 23:59", "23:59:59  2026-99-28T22:59:59Z");
    // one record has room for all of it
    assertThat(render(0, map("at", "2026-03-29T00:30:05.123456Z", "x", 1)))
        .contains("2026-03-29T00:30:05.123456Z");
  }

  @Test
  void pageIsAligned() {
    var page =
        map(
            "items",
            List.of(map("id", "1", "lastSeen", "pc-7"), map("id", "22", "lastSeen", null)),
            "next",
            null);
    assertThat(render(0, page)).isEqualTo("ID  LAST SEEN\n1   pc-7\n22  -\n");
  }

  @Test
  void emptyPageSaysSo() {
    assertThat(render(0, map("items", List.of()))).isEqualTo("Nothing found.\n");
  }

  @Test
  void recordIsOneLinePerField() {
    assertThat(render(0, map("id", "1", "os", map("name", "Debian"), "tags", List.of("a", "b"))))
        .isEqualTo("id    1\nos\n  name  Debian\ntags  a, b\n");
  }

  @Test
  void sentenceIsAsItIs() {
    assertThat(render(0, map("message", "Gone."))).isEqualTo("Gone.\n");
  }

  @Test
  void anEndpointCannotSteerTheTerminal() {
    String text = render(0, map("name", "a\u001b[2Jb\u009bc\nd", "x", 1));
    assertThat(text).isEqualTo("name  a?[2Jb?c?d\nx     1\n");
  }

  @Test
  void linesAreCutToTheTerminalOnly() {
    var page = map("items", List.of(map("name", "x".repeat(200))));
    assertThat(render(40, page).lines()).allMatch(l -> l.length() <= 40);
    assertThat(render(0, page)).contains("x".repeat(200));
  }
}
