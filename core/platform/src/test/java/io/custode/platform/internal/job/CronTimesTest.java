// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronTimesTest {
  /** Rome: forward on 2026-03-29 at 02:00, back on 2026-10-25 at 03:00. */
  @ParameterizedTest
  @CsvSource({
    // a fixed hour that is skipped comes when the skip ends, once
    "0 30 2 * * ?, 2026-03-28T12:00+01:00, 2026-03-29T03:00+02:00 2026-03-30T02:30+02:00",
    "0 15/15 2 * * ?, 2026-03-29T01:00+01:00, 2026-03-29T03:00+02:00 2026-03-30T02:15+02:00",
    // a fixed hour that is repeated comes the first time
    "0 30 2 * * ?, 2026-10-24T12:00+02:00, 2026-10-25T02:30+02:00 2026-10-26T02:30+01:00",
    "0 30 2 * * ?, 2026-10-25T02:10+01:00, 2026-10-26T02:30+01:00 2026-10-27T02:30+01:00",
    // every hour comes every hour
    "0 0 * * * ?, 2026-03-29T00:30+01:00, 2026-03-29T01:00+01:00 2026-03-29T03:00+02:00",
    "0 0 * * * ?, 2026-10-25T01:30+02:00, 2026-10-25T02:00+02:00 2026-10-25T02:00+01:00",
    "0 */30 * * * ?, 2026-10-25T02:30+02:00, 2026-10-25T02:00+01:00 2026-10-25T02:30+01:00",
    "0 30 */2 * * ?, 2026-03-29T00:30+01:00, 2026-03-29T04:30+02:00 2026-03-29T06:30+02:00",
    // days
    "0 0 6 ? * MON-FRI, 2026-03-27T06:00+01:00, 2026-03-30T06:00+02:00 2026-03-31T06:00+02:00",
    "0 0 6 L * ?, 2026-02-01T06:00+01:00, 2026-02-28T06:00+01:00 2026-03-31T06:00+02:00",
  })
  void comesWhenPeopleExpectIt(String cron, String after, String next) {
    var times = new CronTimes(cron, ZoneId.of("Europe/Rome"));
    var expected =
        Stream.of(next.split(" ")).map(t -> OffsetDateTime.parse(t).toInstant()).toList();
    var first = times.next(OffsetDateTime.parse(after).toInstant()).orElseThrow();
    assertThat(List.of(first, times.next(first).orElseThrow())).isEqualTo(expected);
  }

  @Test
  void everyHalfHourOfAYearComesOnce() {
    for (var zone : List.of("Europe/Rome", "Australia/Lord_Howe", "America/Havana")) {
      var times = new CronTimes("0 */30 * * * ?", ZoneId.of(zone));
      var at = Instant.parse("2026-01-01T00:00:00Z");
      for (int i = 0; i < 2 * 24 * 365; i++) {
        var next = times.next(at).orElseThrow();
        assertThat(next).as(zone).isEqualTo(at.plusSeconds(1800));
        at = next;
      }
    }
  }

  @Test
  void aFixedHourComesOnceEachDay() {
    for (var zone : List.of("Europe/Rome", "Australia/Lord_Howe", "America/Havana")) {
      for (var hour : List.of("0 0 0", "0 15 0", "0 45 1", "0 0 2", "0 59 2", "0 0 3")) {
        var times = new CronTimes(hour + " * * ?", ZoneId.of(zone));
        var at = Instant.parse("2026-01-01T12:00:00Z");
        for (int day = 0; day < 365; day++) {
          at = times.next(at).orElseThrow();
        }
        assertThat(at.atZone(ZoneId.of(zone)).toLocalDate().getDayOfYear())
            .as("%s %s", zone, hour)
            .isEqualTo(1);
      }
    }
  }

  @Test
  void aDeclarationThatCannotRunSaysWhy() {
    assertThat(DeclaredJob.by(properties("core.ok-job"), "core", true).name())
        .isEqualTo("core.ok-job");
    refused(properties("acme.theirs-do"), "its name must be core.");
    refused(with("cron", "0 0 25 * * ?"), "25");
    refused(with("cron", "every day"), "expect one of");
    refused(with("cron", "0 0 0 30 2 ?"), "never comes");
    refused(with("zone", "Rome"), "its zone is none");
    refused(with("timeoutSeconds", 0L), "timeoutSeconds");
    refused(with("description", ""), "description");
    assertThatThrownBy(() -> DeclaredJob.by(properties("acme.all-do"), "acme", false))
        .hasMessageContaining("tenants:all");
  }

  private static void refused(Map<String, Object> properties, String why) {
    assertThatThrownBy(() -> DeclaredJob.by(properties, "core", true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  private static Map<String, Object> with(String key, Object value) {
    var properties = new HashMap<>(properties("core.some-job"));
    properties.put("custode.job." + key, value);
    return properties;
  }

  private static Map<String, Object> properties(String name) {
    return Map.of(
        "custode.job.name", name,
        "custode.job.description", "Does something",
        "custode.job.cron", "0 0 2 * * ?",
        "custode.job.zone", "UTC",
        "custode.job.missed", "ONCE",
        "custode.job.timeoutSeconds", 60L);
  }
}
