// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.alert.Severity;
import io.custode.api.asset.AssetId;
import io.custode.api.asset.AssetKind;
import io.custode.api.asset.NewAsset;
import io.custode.api.calendar.CalendarRules;
import io.custode.api.calendar.NewCalendar;
import io.custode.api.calendar.OpenHours;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.event.EventId;
import io.custode.api.group.NewGroup;
import io.custode.api.notice.NewNotice;
import io.custode.api.notice.NewNoticeRule;
import io.custode.api.notice.NoticeInfo;
import io.custode.api.notice.NoticeQuery;
import io.custode.api.notice.NoticeRule;
import io.custode.api.notice.NoticeState;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.core.Outbox;
import io.custode.persistence.testing.TestDatabases;
import io.custode.platform.internal.MovableClock;
import io.custode.platform.internal.Platform;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who is told of what, and that nothing is lost on the way. */
class NoticesTest {
  private final Endpoint good = new Endpoint("good");
  private final Endpoint bad = new Endpoint("bad");

  private Platform platform;
  private MovableClock clock;
  private NoticeQueue queue;
  private JpaNoticeRules rules;
  private JpaNotices notices;
  private NoticeSender sender;
  private TenantId acme;
  private int told;

  private void on(TestDatabases kind) {
    platform = new Platform(kind);
    clock = new MovableClock("2026-11-24T10:00:00Z");
    var channels = new Channels(List.of(good, bad));
    queue = new NoticeQueue(platform.store, platform.visibility, platform.events, clock);
    rules =
        new JpaNoticeRules(
            platform.store,
            platform.visibility,
            platform.callers,
            platform.binder,
            platform.groups,
            platform.calendars,
            channels,
            platform.events,
            platform.audit,
            platform.json);
    notices =
        new JpaNotices(
            platform.store,
            platform.visibility,
            platform.callers,
            platform.binder,
            platform.tenants,
            platform.groups,
            platform.calendars,
            new NoticeText(TestAddress.console(), platform.json),
            platform.audit,
            clock);
    sender = new NoticeSender(queue, channels, platform.doors, 0);
    platform.visibility.asProvider(
        () ->
            platform.store.write(
                em -> {
                  em.createQuery("delete from NoticeEntity n").executeUpdate();
                  return em.createQuery("delete from NoticeRuleEntity r").executeUpdate();
                }));
    platform.deliverEverything();
    acme = platform.tenant("Acme");
  }

  @AfterEach
  void stop() throws InterruptedException {
    bad.letGo();
    sender.stop();
  }

  private static NewNoticeRule to(Endpoint endpoint) {
    return new NewNoticeRule(
        endpoint.channel(), null, null, null, null, endpoint.channel(), "x", null, null, null);
  }

  private NoticeRule rule(NewNoticeRule rule) {
    return platform.as(platform.boss, () -> rules.create(rule));
  }

  private NewNotice notice(Severity severity) {
    told++;
    return new NewNotice(
        EventId.next(), "core.alert-raised", severity, "No " + told, null, null, clock.instant());
  }

  private void tell(NewNotice notice) {
    platform.in(
        acme,
        () -> {
          notices.tell(notice);
          return true;
        });
  }

  private void tell(Severity severity) {
    tell(notice(severity));
  }

  /** Looks until there is nothing to do at this time. */
  private void work() throws Exception {
    while (!platform.as(platform.doors.system("test"), queue::due).isEmpty()) {
      for (var one : sender.look()) {
        one.get();
      }
    }
  }

  private List<NoticeInfo> in(NoticeState state) {
    return platform
        .as(
            platform.boss,
            () -> notices.find(new NoticeQuery(state, null), PageRequest.first(PageRequest.MAX)))
        .items();
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void anEndpointThatFailsForADayLosesNothingAndHoldsUpNobody(TestDatabases kind) throws Exception {
    on(kind);
    rule(to(good));
    var broken = rule(to(bad));
    bad.mood = Endpoint.Mood.FAILS;
    // a notice each half hour, for 25 hours
    for (int i = 0; i < 50; i++) {
      tell(Severity.WARNING);
      work();
      assertThat(good.taken()).hasSize(i + 1);
      clock.forward(Duration.ofMinutes(30));
    }
    work();
    assertThat(bad.taken()).isEmpty();
    assertThat(bad.asked()).as("it is not asked for each notice").isBetween(45, 70);
    var parked = in(NoticeState.PARKED);
    var waiting = in(NoticeState.WAITING);
    assertThat(parked).isNotEmpty().allMatch(n -> "The endpoint answered 500.".equals(n.reason()));
    assertThat(parked.size() + waiting.size()).isEqualTo(50);
    assertThat(told("NoticeParked")).hasSize(parked.size());
    bad.mood = Endpoint.Mood.TAKES;
    int count = platform.as(platform.boss, () -> notices.replay(broken.id()));
    assertThat(count).isEqualTo(parked.size());
    work();
    assertThat(bad.subjects()).containsExactlyElementsOf(good.subjects());
    assertThat(in(NoticeState.DELIVERED)).hasSize(100);
    assertThat(bad.subjects().get(0)).startsWith("[Warning] No 1 (Acme");
  }

  private List<String> told(String type) {
    return platform
        .as(platform.doors.system("test"), () -> platform.database.outbox().due(500))
        .stream()
        .map(Outbox.Entry::type)
        .filter(t -> t.endsWith("." + type))
        .toList();
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void anEndpointThatHangsHoldsUpNobody(TestDatabases kind) throws Exception {
    on(kind);
    rule(to(bad));
    bad.mood = Endpoint.Mood.HANGS;
    tell(Severity.WARNING);
    var hanging = sender.look();
    Awaitility.await().until(() -> bad.asked() == 1);
    rule(to(good));
    tell(Severity.WARNING);
    work();
    assertThat(good.subjects()).hasSize(1);
    // what hangs is asked once, not by each look
    assertThat(bad.asked()).isEqualTo(1);
    bad.letGo();
    hanging.get(0).get();
    assertThat(in(NoticeState.WAITING)).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatIsRefusedForGoodIsParkedAndTheNextGoesOn(TestDatabases kind) throws Exception {
    on(kind);
    rule(to(bad));
    bad.mood = Endpoint.Mood.REFUSES;
    tell(Severity.WARNING);
    work();
    bad.mood = Endpoint.Mood.TAKES;
    tell(Severity.WARNING);
    work();
    assertThat(bad.subjects()).hasSize(1);
    var parked = in(NoticeState.PARKED);
    assertThat(parked).hasSize(1);
    var id = parked.get(0).id();
    platform.as(platform.boss, () -> notices.replay(id));
    work();
    assertThat(bad.subjects()).hasSize(2);
    assertThatThrownBy(() -> platform.as(platform.boss, () -> notices.replay(id)))
        .isInstanceOf(NotFound.class);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void toldAgainItGoesOnce(TestDatabases kind) throws Exception {
    on(kind);
    rule(to(good));
    var notice = notice(Severity.WARNING);
    tell(notice);
    tell(notice);
    work();
    tell(notice);
    work();
    assertThat(good.taken()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void outsideTheOpenHoursOnlyWhatIsCriticalGoes(TestDatabases kind) throws Exception {
    on(kind);
    // Tuesday, 10:00 UTC: closed until noon
    var hours = new OpenHours(DayOfWeek.TUESDAY, LocalTime.of(12, 0), LocalTime.of(18, 0));
    var open =
        new CalendarRules(
            ZoneId.of("UTC"), List.of(hours), null, List.of(), List.of(), List.of(), List.of());
    var calendar =
        platform.in(acme, () -> platform.calendars.create(new NewCalendar("Office", open)).id());
    rule(
        new NewNoticeRule(
            "quiet", null, null, acme, null, good.channel(), "x", null, "it", calendar));
    tell(Severity.WARNING);
    tell(Severity.CRITICAL);
    work();
    assertThat(good.subjects()).hasSize(1).first().asString().startsWith("[Critico] No 2");
    clock.forward(Duration.ofHours(2));
    work();
    assertThat(good.subjects()).hasSize(2).last().asString().startsWith("[Attenzione] No 1");
    assertThat(good.taken().get(0).text()).contains("Gravità: critico", "Cliente: Acme");
    assertThat(good.taken().get(0).data().text()).contains("\"severity\":\"CRITICAL\"");
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aRuleTakesWhatItAsksFor(TestDatabases kind) throws Exception {
    on(kind);
    var group =
        platform.in(acme, () -> platform.groups.create(new NewGroup("Servers", null, null)).id());
    var server =
        platform.in(
            acme,
            () -> platform.assets.register(new NewAsset("srv", AssetKind.SERVER, null, null)).id());
    platform.in(
        acme,
        () -> {
          platform.groups.add(group, List.of(server));
          return true;
        });
    rule(
        new NewNoticeRule(
            "few",
            List.of("core.alert-raised"),
            Severity.CRITICAL,
            acme,
            group,
            good.channel(),
            "x",
            null,
            null,
            null));
    tell(about(server, "core.alert-raised", Severity.CRITICAL));
    tell(about(server, "core.alert-resolved", Severity.CRITICAL));
    tell(about(server, "core.alert-raised", Severity.WARNING));
    tell(about(null, "core.alert-raised", Severity.CRITICAL));
    var other = platform.tenant("Other");
    platform.in(
        other,
        () -> {
          notices.tell(about(null, "core.alert-raised", Severity.CRITICAL));
          return true;
        });
    work();
    assertThat(good.subjects()).hasSize(1);
  }

  private NewNotice about(@Nullable AssetId asset, String kind, Severity severity) {
    return new NewNotice(EventId.next(), kind, severity, "x", "y", asset, clock.instant());
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatMakesNoSenseIsRefusedAndOthersSeeNothing(TestDatabases kind) throws Exception {
    on(kind);
    var carrier = new NewNoticeRule("x", null, null, null, null, "pigeon", "x", null, null, null);
    assertThatThrownBy(() -> rule(carrier))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("bad, good");
    var rule =
        rule(
            new NewNoticeRule(
                "own", null, null, acme, null, good.channel(), "x", null, null, null));
    tell(Severity.WARNING);
    var stranger = Platform.technician("stranger", "*");
    assertThat(platform.as(stranger, () -> rules.find(PageRequest.first())).items()).isEmpty();
    assertThat(
            platform
                .as(stranger, () -> notices.find(new NoticeQuery(null, null), PageRequest.first()))
                .items())
        .isEmpty();
    assertThatThrownBy(() -> platform.as(stranger, () -> removed(rule)))
        .isInstanceOf(NotFound.class);
    platform.as(platform.boss, () -> removed(rule));
    work();
    assertThat(in(NoticeState.WAITING)).isEmpty();
    assertThat(good.taken()).isEmpty();
  }

  private boolean removed(NoticeRule rule) {
    rules.remove(rule.id());
    return true;
  }
}
