// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import io.custode.api.calendar.CalendarRules;
import io.custode.api.calendar.Timetable;
import io.custode.api.error.Conflict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every case of docs/calendars.md, which people computed. */
class CalendarTableTest {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mmxxx");

  private record Case(
      String calendar, String question, String at, String with, String answer, String why) {}

  private final String page = read();

  @TestFactory
  Stream<DynamicTest> eachCaseIsAnsweredAsTheTableSays() {
    var calendars = calendars();
    return cases().stream()
        .map(
            c ->
                DynamicTest.dynamicTest(
                    c.calendar() + ": " + c.why(),
                    () ->
                        assertThat(answer(new RuleTimetable(calendars.get(c.calendar())), c))
                            .as("%s", c)
                            .isEqualTo(c.answer())));
  }

  @Test
  void theTableHasManyCasesAndEachCalendarIsOneThatCanBeStored() {
    assertThat(cases()).hasSizeGreaterThan(60);
    assertThat(cases()).extracting(Case::calendar).hasSameElementsAs(calendars().keySet());
    calendars().values().forEach(RuleCheck::check);
  }

  private static String answer(Timetable timetable, Case c) {
    var at = time(c.at());
    try {
      return switch (c.question()) {
        case "open" -> yes(timetable.isOpen(at));
        case "next open" -> text(timetable, timetable.nextOpen(at));
        case "next close" -> text(timetable, timetable.nextClose(at));
        case "add" -> text(timetable, timetable.add(at, Duration.parse(c.with())));
        case "working time" -> timetable.workingTime(at, time(c.with())).toString();
        case "in window" -> yes(timetable.inWindow(at));
        case "frozen" -> yes(timetable.isFrozen(at));
        case "window" ->
            timetable
                .nextWindow(at)
                .map(w -> text(timetable, w.from()) + " to " + text(timetable, w.to()))
                .orElse("never");
        default -> "no such question";
      };
    } catch (Conflict e) {
      return e.name();
    }
  }

  private static String yes(boolean is) {
    return is ? "yes" : "no";
  }

  private static String text(Timetable timetable, Optional<Instant> at) {
    return at.map(instant -> text(timetable, instant)).orElse("never");
  }

  private static String text(Timetable timetable, Instant at) {
    return TIME.format(at.atZone(timetable.zone()));
  }

  private static Instant time(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }

  private List<Case> cases() {
    return page.lines()
        .filter(line -> line.matches("\\| [a-z]+ \\| [a-z ]+ \\| \\d.*"))
        .map(line -> line.substring(1).split("\\|"))
        .map(
            c ->
                new Case(
                    c[0].strip(),
                    c[1].strip(),
                    c[2].strip(),
                    c[3].strip(),
                    c[4].strip(),
                    c[5].strip()))
        .toList();
  }

  private Map<String, CalendarRules> calendars() {
    var block = page.substring(page.indexOf("```calendars\n") + 13);
    var calendars = new HashMap<String, CalendarRules>();
    for (var text : block.substring(0, block.indexOf("```")).split("\n(?=[a-z])")) {
      var lines = text.split("\n *");
      var head = lines[0].split(": *");
      var rules = new HashMap<String, List<String>>();
      for (int i = 1; i < lines.length; i++) {
        var rule = lines[i].split(" ", 2);
        rules.computeIfAbsent(rule[0], k -> new ArrayList<>()).add(rule[1]);
      }
      calendars.put(
          head[0],
          RuleText.rules(
              head[1],
              rules.get("hours"),
              rules.containsKey("holidays") ? rules.get("holidays").get(0) : null,
              rules.get("feast"),
              rules.get("extra"),
              rules.get("window"),
              rules.get("freeze")));
    }
    return calendars;
  }

  private static String read() {
    try {
      return Files.readString(Path.of("../../docs/calendars.md"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
