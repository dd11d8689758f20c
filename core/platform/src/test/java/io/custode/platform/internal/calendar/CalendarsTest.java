// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.audit.AuditQuery;
import io.custode.api.calendar.Calendar;
import io.custode.api.calendar.CalendarChange;
import io.custode.api.calendar.CalendarChanged;
import io.custode.api.calendar.CalendarId;
import io.custode.api.calendar.CalendarRules;
import io.custode.api.calendar.ExtraDay;
import io.custode.api.calendar.Feast;
import io.custode.api.calendar.Freeze;
import io.custode.api.calendar.HolidayRegion;
import io.custode.api.calendar.MaintenanceWindow;
import io.custode.api.calendar.NewCalendar;
import io.custode.api.calendar.OpenHours;
import io.custode.api.calendar.ProviderCalendarChanged;
import io.custode.api.error.Conflict;
import io.custode.api.error.Forbidden;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.error.SignedOut;
import io.custode.api.id.Uuid7;
import io.custode.api.json.Json;
import io.custode.api.page.PageRequest;
import io.custode.persistence.core.Outbox;
import io.custode.persistence.testing.TestDatabases;
import io.custode.platform.internal.Platform;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CalendarsTest {
  private static final CalendarRules OFFICE =
      RuleText.rules(
          "Europe/Rome",
          List.of("mon-fri 09:00-13:00 14:00-18:00", "sat 22:00-24:00"),
          "it/32",
          List.of("12-07 Sant'Ambrogio"),
          List.of("2026-12-24 09:00-12:00 Christmas Eve", "2026-08-14 Bridge"),
          List.of("last.sun 02:00 PT4H Servers", "sun 02:00 PT1H Small things"),
          List.of("2026-12-20/2027-01-06 End of the year"));

  private static NewCalendar named(String name) {
    return new NewCalendar(name, OFFICE);
  }

  private static NewCalendar unique(String name) {
    return named(name + " " + Uuid7.next());
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aCalendarIsKeptWithAllItsRulesAndAnswers(TestDatabases kind) {
    var platform = new Platform(kind);
    var acme = platform.tenant("Acme");
    var made = platform.in(acme, () -> platform.calendars.create(named(" Office ")));
    assertThat(made.name()).isEqualTo("Office");
    assertThat(made.tenant()).isEqualTo(acme);
    assertThat(made.rules()).isEqualTo(OFFICE);
    assertThat(platform.in(acme, () -> platform.calendars.get(made.id()))).contains(made);
    assertThat(platform.as(platform.boss, () -> platform.calendars.get(made.id()))).contains(made);
    var timetable = platform.in(acme, () -> platform.calendars.timetable(made.id()));
    assertThat(timetable.nextOpen(Instant.parse("2026-12-04T17:00:00Z")))
        .contains(Instant.parse("2026-12-05T21:00:00Z"));
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void tenantsSeeTheirOwnAndTheProvidersOnly(TestDatabases kind) {
    var platform = new Platform(kind);
    var acme = platform.tenant("Acme");
    var other = platform.tenant("Other");
    var own = platform.in(acme, () -> platform.calendars.create(named("Office")));
    var common = platform.as(platform.boss, () -> platform.calendars.create(unique("Provider")));
    assertThat(common.tenant()).isNull();
    assertThat(platform.in(other, () -> platform.calendars.get(own.id()))).isEmpty();
    assertThat(platform.in(other, () -> platform.calendars.get(common.id()))).contains(common);
    assertThatThrownBy(() -> platform.in(other, () -> platform.calendars.timetable(own.id())))
        .isInstanceOf(NotFound.class);
    var contact = Platform.contact("carla", other);
    assertThat(ids(platform.as(contact, () -> all(platform))))
        .contains(common.id())
        .doesNotContain(own.id());
    var stranger = Platform.technician("stranger", "*");
    assertThat(platform.as(stranger, () -> platform.calendars.get(own.id()))).isEmpty();
    assertThat(ids(platform.as(stranger, () -> all(platform)))).doesNotContain(own.id());
    assertThat(ids(platform.as(platform.boss, () -> all(platform))))
        .contains(own.id(), common.id());
    assertThatThrownBy(() -> platform.calendars.get(common.id())).isInstanceOf(SignedOut.class);
    platform.as(platform.boss, () -> gone(platform, common.id()));
  }

  private static boolean gone(Platform platform, CalendarId id) {
    platform.calendars.remove(id);
    return true;
  }

  private static List<CalendarId> ids(List<Calendar> calendars) {
    return calendars.stream().map(Calendar::id).toList();
  }

  private static List<Calendar> all(Platform platform) {
    var all = new ArrayList<Calendar>();
    @Nullable String cursor = null;
    do {
      var page = platform.calendars.find(new PageRequest(2, cursor));
      all.addAll(page.items());
      cursor = page.next();
    } while (cursor != null);
    return all;
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void pagesHoldTheProvidersFirstThenTheTenantsEachOnceInOrder(TestDatabases kind) {
    var platform = new Platform(kind);
    var acme = platform.tenant("Acme");
    for (var name : List.of("delta", "Alpha", "charlie", "Bravo", "echo")) {
      platform.in(acme, () -> platform.calendars.create(named(name)));
    }
    var common =
        List.of("zulu", "Yankee", "x-ray").stream()
            .map(name -> platform.as(platform.boss, () -> platform.calendars.create(unique(name))))
            .toList();
    var seen = platform.in(acme, () -> all(platform));
    assertThat(ids(seen)).doesNotHaveDuplicates();
    assertThat(seen.stream().filter(c -> c.tenant() != null).map(Calendar::name))
        .containsExactly("Alpha", "Bravo", "charlie", "delta", "echo");
    assertThat(seen.subList(seen.size() - 5, seen.size())).allMatch(c -> c.tenant() != null);
    assertThat(ids(seen).stream().filter(ids(common)::contains))
        .containsExactly(common.get(2).id(), common.get(1).id(), common.get(0).id());
    common.forEach(c -> platform.as(platform.boss, () -> gone(platform, c.id())));
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void onlyTheOwnerChangesIt(TestDatabases kind) {
    var platform = new Platform(kind);
    var acme = platform.tenant("Acme");
    var other = platform.tenant("Other");
    var own = platform.in(acme, () -> platform.calendars.create(named("Office")));
    var common = platform.as(platform.boss, () -> platform.calendars.create(unique("Provider")));
    var rename = new CalendarChange("Shop", null, own.revision());
    for (var id : List.of(own.id(), common.id())) {
      assertThatThrownBy(() -> platform.in(other, () -> platform.calendars.change(id, rename)))
          .isInstanceOf(NotFound.class);
      assertThatThrownBy(() -> platform.in(other, () -> gone(platform, id)))
          .isInstanceOf(NotFound.class);
    }
    assertThatThrownBy(
            () -> platform.as(platform.boss, () -> platform.calendars.change(own.id(), rename)))
        .isInstanceOf(NotFound.class);
    var technician = Platform.technician("tina", "core.calendar.write");
    assertThatThrownBy(
            () -> platform.as(technician, () -> platform.calendars.create(unique("Mine"))))
        .isInstanceOf(Forbidden.class);
    assertThatThrownBy(() -> platform.as(technician, () -> gone(platform, common.id())))
        .isInstanceOf(Forbidden.class);
    var changed = platform.in(acme, () -> platform.calendars.change(own.id(), rename));
    assertThat(changed.name()).isEqualTo("Shop");
    assertThat(changed.rules()).isEqualTo(OFFICE);
    assertThat(changed.revision()).isGreaterThan(own.revision());
    assertThatThrownBy(() -> platform.in(acme, () -> platform.calendars.change(own.id(), rename)))
        .isInstanceOf(Conflict.class)
        .hasMessageContaining("somebody else");
    platform.in(acme, () -> gone(platform, own.id()));
    assertThat(platform.in(acme, () -> platform.calendars.get(own.id()))).isEmpty();
    platform.as(platform.boss, () -> gone(platform, common.id()));
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aNameIsUsedOncePerOwner(TestDatabases kind) {
    var platform = new Platform(kind);
    var acme = platform.tenant("Acme");
    var other = platform.tenant("Other");
    platform.in(acme, () -> platform.calendars.create(named("Office")));
    var shop = platform.in(acme, () -> platform.calendars.create(named("Shop")));
    platform.in(other, () -> platform.calendars.create(named("Office")));
    assertThatThrownBy(() -> platform.in(acme, () -> platform.calendars.create(named("OFFICE"))))
        .isInstanceOf(Conflict.class);
    assertThatThrownBy(
            () ->
                platform.in(
                    acme,
                    () ->
                        platform.calendars.change(
                            shop.id(), new CalendarChange("office", null, shop.revision()))))
        .isInstanceOf(Conflict.class);
    platform.in(
        acme,
        () ->
            platform.calendars.change(
                shop.id(), new CalendarChange("SHOP", null, shop.revision())));
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void eachChangeIsToldAndRecorded(TestDatabases kind) {
    var platform = new Platform(kind);
    var acme = platform.tenant("Acme");
    platform.deliverAudit();
    var own = platform.in(acme, () -> platform.calendars.create(named("Office")));
    platform.in(
        acme,
        () ->
            platform.calendars.change(own.id(), new CalendarChange(null, OFFICE, own.revision())));
    platform.in(acme, () -> gone(platform, own.id()));
    var common = platform.as(platform.boss, () -> platform.calendars.create(unique("Provider")));
    platform.as(platform.boss, () -> gone(platform, common.id()));
    var due = platform.database.outbox().due(200);
    assertThat(told(due, CalendarChanged.class))
        .extracting(e -> read(platform, e, CalendarChanged.class).fate().name())
        .containsExactly("CREATED", "CHANGED", "REMOVED");
    assertThat(told(due, CalendarChanged.class))
        .extracting(Outbox.Entry::tenant)
        .containsOnly(acme.value());
    assertThat(told(due, ProviderCalendarChanged.class))
        .extracting(Outbox.Entry::tenant)
        .containsOnlyNulls();
    assertThat(told(due, ProviderCalendarChanged.class)).hasSize(2);
    platform.deliverAudit();
    assertThat(verbs(platform, own.id()))
        .containsExactly("core.calendar.remove", "core.calendar.change", "core.calendar.create");
    assertThat(verbs(platform, common.id()))
        .containsExactly("core.calendar.remove", "core.calendar.create");
  }

  private static List<Outbox.Entry> told(List<Outbox.Entry> due, Class<?> type) {
    return due.stream().filter(e -> e.type().equals(type.getName())).toList();
  }

  private static <T> T read(Platform platform, Outbox.Entry entry, Class<T> type) {
    return platform.json.read(new Json(entry.payload()), type);
  }

  private static List<String> verbs(Platform platform, CalendarId id) {
    return platform.as(
        platform.boss,
        () ->
            platform
                .audit
                .find(new AuditQuery(null, null, "calendar/" + id), PageRequest.first())
                .items()
                .stream()
                .map(entry -> entry.verb())
                .toList());
  }

  @Test
  void everyRuleThatIsBrokenIsNamed() {
    var nine = LocalTime.of(9, 0);
    var ten = LocalTime.of(10, 0);
    var today = LocalDate.of(2026, 1, 1);
    var rules =
        new CalendarRules(
            ZoneId.of("UTC"),
            List.of(
                new OpenHours(DayOfWeek.MONDAY, ten, nine),
                new OpenHours(DayOfWeek.TUESDAY, nine, ten),
                new OpenHours(DayOfWeek.TUESDAY, LocalTime.of(9, 30), LocalTime.MIDNIGHT)),
            new HolidayRegion("Atlantis", null),
            List.of(new Feast(MonthDay.of(1, 1), " "), new Feast(MonthDay.of(1, 1), "twice")),
            List.of(new ExtraDay(LocalDate.of(1, 1, 1), "a\u0000b", List.of())),
            List.of(
                new MaintenanceWindow("w", DayOfWeek.MONDAY, 5, nine, Duration.ofDays(4)),
                new MaintenanceWindow("w", DayOfWeek.MONDAY, 0, nine, Duration.ofHours(-1))),
            List.of(new Freeze("f", today, today.minusDays(1))));
    assertThatThrownBy(() -> RuleCheck.check(rules))
        .isInstanceOfSatisfying(
            Invalid.class,
            e ->
                assertThat(e.violations())
                    .extracting(Invalid.Violation::field)
                    .containsExactly(
                        "hours",
                        "hours",
                        "holidays",
                        "feasts.name",
                        "feasts",
                        "extraDays.name",
                        "extraDays",
                        "windows.week",
                        "windows.length",
                        "freezes.to"));
    var many = Collections.nCopies(101, new OpenHours(DayOfWeek.MONDAY, nine, ten));
    assertThatThrownBy(
            () ->
                RuleCheck.check(
                    new CalendarRules(ZoneId.of("UTC"), many, null, null, null, null, null)))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("at most 100");
  }

  @Test
  void whatIsTypedWrongIsShownRight() {
    for (var bad : List.of("mon 9-13", "xyz 09:00-10:00", "mon 09:00-25:00", "x".repeat(5000))) {
      assertThatThrownBy(() -> RuleText.rules("UTC", List.of(bad), null, null, null, null, null))
          .isInstanceOf(Invalid.class)
          .hasMessageContaining(RuleText.HOURS);
    }
    assertThatThrownBy(() -> RuleText.rules("Rome", null, null, null, null, null, null))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("Europe/Rome");
  }

  @Test
  void timesFromOtherAgesAreRefused() {
    var timetable = new RuleTimetable(OFFICE);
    for (var bad : List.of(Instant.MIN, Instant.MAX, Instant.parse("2200-01-01T00:00:00Z"))) {
      assertThatThrownBy(() -> timetable.isOpen(bad)).isInstanceOf(Invalid.class);
      assertThatThrownBy(() -> timetable.nextOpen(bad)).isInstanceOf(Invalid.class);
      assertThatThrownBy(() -> timetable.nextWindow(bad)).isInstanceOf(Invalid.class);
      assertThatThrownBy(() -> timetable.add(bad, Duration.ZERO)).isInstanceOf(Invalid.class);
    }
    var last = Instant.parse("2199-12-31T23:59:59Z");
    assertThat(timetable.isOpen(last)).isFalse();
    assertThatThrownBy(() -> timetable.add(last, Duration.ofSeconds(Long.MAX_VALUE)))
        .isInstanceOf(Conflict.class);
    assertThatThrownBy(() -> timetable.workingTime(last, last.minusSeconds(1)))
        .isInstanceOf(Invalid.class);
  }
}
