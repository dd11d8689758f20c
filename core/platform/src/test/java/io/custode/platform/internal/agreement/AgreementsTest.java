// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.agreement.Agreement;
import io.custode.api.agreement.AgreementChange;
import io.custode.api.agreement.AgreementChanged;
import io.custode.api.agreement.AgreementKind;
import io.custode.api.agreement.AgreementQuery;
import io.custode.api.agreement.AgreementStatus;
import io.custode.api.agreement.NewAgreement;
import io.custode.api.agreement.Priority;
import io.custode.api.agreement.Sla;
import io.custode.api.calendar.CalendarId;
import io.custode.api.calendar.CalendarRules;
import io.custode.api.calendar.NewCalendar;
import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.json.Json;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.core.Outbox;
import io.custode.persistence.testing.TestDatabases;
import io.custode.platform.internal.Platform;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Agreements, their days, and what is refused. */
class AgreementsTest {
  private static final LocalDate JANUARY = LocalDate.parse("2026-01-01");
  private static final LocalDate JUNE = LocalDate.parse("2026-06-30");
  private static final LocalDate JULY = LocalDate.parse("2026-07-01");

  private Platform platform;
  private JpaAgreements agreements;
  private TenantId acme;

  private void on(TestDatabases kind) {
    platform = new Platform(kind);
    agreements =
        new JpaAgreements(
            platform.store,
            platform.binder,
            platform.calendars,
            platform.stamps,
            platform.events,
            platform.audit,
            platform.json);
    acme = platform.tenant("Acme");
  }

  private Agreement make(
      AgreementKind kind, LocalDate from, @Nullable LocalDate to, @Nullable Sla sla) {
    return platform.in(
        acme, () -> agreements.create(new NewAgreement(kind + " " + from, kind, from, to, sla)));
  }

  private CalendarId calendar(TenantId tenant) {
    var rules =
        new CalendarRules(
            ZoneId.of("Europe/Rome"), List.of(), null, List.of(), List.of(), List.of(), List.of());
    return platform.in(
        tenant, () -> platform.calendars.create(new NewCalendar("Office", rules)).id());
  }

  private static Sla.Target target(Priority priority, String respond, @Nullable String resolve) {
    return new Sla.Target(
        priority, Duration.parse(respond), resolve == null ? null : Duration.parse(resolve));
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void anAgreementIsInForceFromItsFirstToItsLastDay(TestDatabases kind) {
    on(kind);
    var sla =
        new Sla(
            calendar(acme),
            List.of(
                target(Priority.CRITICAL, "PT30M", "PT4H"), target(Priority.LOW, "PT8H", null)));
    var half = make(AgreementKind.MANAGED, JANUARY, JUNE, sla);
    assertThat(platform.in(acme, () -> agreements.get(half.id()))).contains(half);
    assertThat(half.sla()).isEqualTo(sla);
    assertThat(half.on(JANUARY.minusDays(1))).isEqualTo(AgreementStatus.UPCOMING);
    assertThat(half.on(JANUARY)).isEqualTo(AgreementStatus.ACTIVE);
    assertThat(half.on(JUNE)).isEqualTo(AgreementStatus.ACTIVE);
    assertThat(half.on(JULY)).isEqualTo(AgreementStatus.ENDED);
    var open = make(AgreementKind.BLOCK_HOURS, JUNE, null, null);
    assertThat(open.on(LocalDate.parse("2150-01-01"))).isEqualTo(AgreementStatus.ACTIVE);
    assertThat(inForce(JUNE)).containsExactly(half, open);
    assertThat(inForce(JULY)).containsExactly(open);
    assertThat(inForce(JANUARY)).containsExactly(half);
    assertThat(inForce(JANUARY.minusDays(1))).isEmpty();
  }

  private List<Agreement> inForce(LocalDate day) {
    var all = new ArrayList<Agreement>();
    @Nullable String cursor = null;
    do {
      var request = new PageRequest(1, cursor);
      var page = platform.in(acme, () -> agreements.find(new AgreementQuery(null, day), request));
      all.addAll(page.items());
      cursor = page.next();
    } while (cursor != null);
    return all;
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void twoOfOneKindDoNotShareADay(TestDatabases kind) {
    on(kind);
    platform.deliverEverything();
    var first = make(AgreementKind.MANAGED, JANUARY, null, null);
    assertThatThrownBy(() -> make(AgreementKind.MANAGED, JULY, null, null))
        .isInstanceOf(Conflict.class)
        .hasMessageContaining("'MANAGED 2026-01-01' of the same kind is in force");
    make(AgreementKind.PROJECT, JULY, null, null);
    var ended =
        platform.in(
            acme,
            () ->
                agreements.change(
                    first.id(), new AgreementChange(null, null, JUNE, null, first.revision())));
    assertThat(ended.endsOn()).isEqualTo(JUNE);
    var second = make(AgreementKind.MANAGED, JULY, null, null);
    assertThatThrownBy(
            () ->
                platform.in(
                    acme,
                    () ->
                        agreements.change(
                            second.id(),
                            new AgreementChange(null, JUNE, null, null, second.revision()))))
        .isInstanceOf(Conflict.class);
    assertThat(platform.in(acme, () -> agreements.get(second.id()))).contains(second);
    assertThatThrownBy(
            () ->
                platform.in(
                    acme,
                    () ->
                        agreements.change(
                            first.id(),
                            new AgreementChange("Late", null, null, null, first.revision()))))
        .isInstanceOf(Conflict.class);
    assertThat(
            platform
                .as(platform.doors.system("test"), () -> platform.database.outbox().due(500))
                .stream()
                .map(Outbox.Entry::type))
        .contains(AgreementChanged.class.getName());
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatMakesNoSenseIsRefused(TestDatabases kind) {
    on(kind);
    var calendar = calendar(acme);
    assertThatThrownBy(() -> make(AgreementKind.OTHER, JULY, JUNE, null))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("endsOn must not be before startsOn");
    assertThatThrownBy(() -> make(AgreementKind.OTHER, LocalDate.MAX, null, null))
        .isInstanceOf(Invalid.class);
    assertThatThrownBy(
            () ->
                make(
                    AgreementKind.OTHER,
                    JULY,
                    null,
                    new Sla(
                        calendar,
                        List.of(
                            target(Priority.LOW, "PT0S", null),
                            target(Priority.LOW, "PT4H", "PT2H")))))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("from PT1M to P365D")
        .hasMessageContaining("LOW once only")
        .hasMessageContaining("must not be less than respond");
    assertThatThrownBy(() -> make(AgreementKind.OTHER, JULY, null, new Sla(calendar, List.of())))
        .isInstanceOf(Invalid.class);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatBelongsToAnotherTenantIsNotThere(TestDatabases kind) {
    on(kind);
    var other = platform.tenant("Other");
    var foreign = calendar(other);
    assertThatThrownBy(
            () ->
                make(
                    AgreementKind.OTHER,
                    JULY,
                    null,
                    new Sla(foreign, List.of(target(Priority.LOW, "PT1H", null)))))
        .isInstanceOf(NotFound.class);
    var own = make(AgreementKind.MANAGED, JULY, null, null);
    assertThat(platform.in(other, () -> agreements.get(own.id()))).isEmpty();
    assertThatThrownBy(
            () ->
                platform.in(
                    other,
                    () ->
                        agreements.change(
                            own.id(), new AgreementChange("Mine", null, null, null, 1))))
        .isInstanceOf(NotFound.class);
    assertThat(platform.as(platform.boss, () -> agreements.get(own.id()))).contains(own);
    var stranger = Platform.technician("stranger", "*");
    assertThat(platform.as(stranger, () -> agreements.get(own.id()))).isEmpty();
    assertThatThrownBy(
            () ->
                platform.as(
                    platform.boss,
                    () ->
                        agreements.create(
                            new NewAgreement("X", AgreementKind.OTHER, JULY, null, null))))
        .isInstanceOf(Invalid.class);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatAnAgreementCanBeWithoutIsClearedByName(TestDatabases kind) {
    on(kind);
    var sla =
        new Sla(
            calendar(acme),
            List.of(new Sla.Target(Priority.HIGH, Duration.ofHours(1), Duration.ofHours(8))));
    var first = make(AgreementKind.MANAGED, JANUARY, JUNE, sla);
    AgreementChange change =
        platform.json.read(
            new Json("{\"clear\":[\"ends_on\",\"SLA\"],\"revision\":" + first.revision() + "}"),
            AgreementChange.class);
    var cleared = platform.in(acme, () -> agreements.change(first.id(), change));
    assertThat(cleared.endsOn()).isNull();
    assertThat(cleared.sla()).isNull();
    assertThat(cleared.startsOn()).isEqualTo(JANUARY);
    assertThatThrownBy(
            () ->
                platform.in(
                    acme,
                    () ->
                        agreements.change(
                            first.id(),
                            new AgreementChange(
                                null,
                                null,
                                JUNE,
                                null,
                                List.of(AgreementChange.Clearable.ENDS_ON),
                                cleared.revision()))))
        .isInstanceOf(Invalid.class);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aCalendarThatAnAgreementNeedsIsNotRemoved(TestDatabases kind) {
    on(kind);
    platform.calendars.bindUse(new AgreementCalendars(platform.store, platform.doors));
    var own = calendar(acme);
    var sla =
        new Sla(
            own, List.of(new Sla.Target(Priority.HIGH, Duration.ofHours(1), Duration.ofHours(8))));
    var agreement = make(AgreementKind.MANAGED, JANUARY, JUNE, sla);
    assertThatThrownBy(() -> remove(acme, own))
        .isInstanceOf(Conflict.class)
        .hasMessageContaining("agreement/" + agreement.id());
    platform.in(
        acme,
        () ->
            agreements.change(
                agreement.id(),
                new AgreementChange(
                    null,
                    null,
                    null,
                    null,
                    List.of(AgreementChange.Clearable.SLA),
                    agreement.revision())));
    remove(acme, own);
    assertThat(platform.in(acme, () -> platform.calendars.get(own))).isEmpty();
  }

  private void remove(TenantId tenant, CalendarId calendar) {
    platform.in(
        tenant,
        () -> {
          platform.calendars.remove(calendar);
          return true;
        });
  }
}
