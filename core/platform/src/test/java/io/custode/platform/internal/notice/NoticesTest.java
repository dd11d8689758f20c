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
import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.error.Problem;
import io.custode.api.event.EventId;
import io.custode.api.group.NewGroup;
import io.custode.api.notice.NewNotice;
import io.custode.api.notice.NewNoticeRule;
import io.custode.api.notice.NoticeInfo;
import io.custode.api.notice.NoticePreview;
import io.custode.api.notice.NoticeQuery;
import io.custode.api.notice.NoticeRule;
import io.custode.api.notice.NoticeRuleId;
import io.custode.api.notice.NoticeState;
import io.custode.api.notice.NoticeTemplate;
import io.custode.api.notice.NoticeWords;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.core.Outbox;
import io.custode.persistence.testing.TestDatabases;
import io.custode.platform.internal.MovableClock;
import io.custode.platform.internal.Platform;
import io.custode.platform.internal.gate.NoPlugins;
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
  private JpaNoticeTemplates templates;
  private NoticeSender sender;
  private TenantId acme;
  private int told;

  private void on(TestDatabases kind) {
    platform = new Platform(kind);
    clock = new MovableClock("2026-11-24T10:00:00Z");
    var channels = new Channels(new NoPlugins());
    channels.bindNotifier(good);
    channels.bindNotifier(bad);
    var text = new NoticeText(TestAddress.console(), platform.provider, platform.json);
    templates =
        new JpaNoticeTemplates(
            platform.store,
            platform.visibility,
            text,
            platform.events,
            platform.audit,
            platform.json);
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
            platform.json,
            templates,
            text);
    notices =
        new JpaNotices(
            platform.store,
            platform.visibility,
            platform.callers,
            platform.binder,
            platform.tenants,
            platform.groups,
            platform.calendars,
            text,
            templates,
            platform.audit,
            clock);
    sender = new NoticeSender(queue, channels, platform.doors, 0);
    platform.visibility.asProvider(
        () ->
            platform.store.write(
                em -> {
                  em.createQuery("delete from NoticeEntity n").executeUpdate();
                  em.createQuery("delete from NoticeTemplateEntity t").executeUpdate();
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

  private String refusal(NoticeWords words) {
    try {
      platform.as(platform.boss, () -> templates.set("core.alert-raised", "en", words));
      return "";
    } catch (Invalid e) {
      return e.violations().get(0).field() + " " + e.violations().get(0).rule();
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void wordsOfOnesOwnCountAndWrongOnesAreRefusedWithThePlace(TestDatabases kind) throws Exception {
    on(kind);
    rule(to(good));
    var own = new NoticeWords("{{title}} @ {{tenant}}", "{{#critical}}!{{/critical}}{{title}}\n");
    assertThat(refusal(own)).isEmpty();
    tell(Severity.CRITICAL);
    work();
    assertThat(good.subjects().get(0)).isEqualTo("No 1 @ " + name());
    assertThat(good.taken().get(0).text()).isEqualTo("!No 1\n");

    assertThat(refusal(new NoticeWords("{{title}}", "Hello\n  {{titel}}")))
        .startsWith("text line 2, column 3: there is no value titel");
    assertThat(refusal(new NoticeWords("{{title", "x")))
        .startsWith("subject line 1, column 1: {{ has");
    assertThat(refusal(new NoticeWords("x", "{{#link}}a{{/title}}")))
        .startsWith("text line 1, column 11: {{/title}} stands where {{/link}} must");
    assertThat(refusal(new NoticeWords("x", "{{#link}}a"))).contains("{{#link}} is never closed");
    assertThat(refusal(new NoticeWords("x", "{{/link}}"))).contains("closes nothing");
    for (var evil :
        List.of("{{>/etc/passwd}}", "{{=<% %>=}}", "{{title.class}}", "{{.}}", "{{$x}}", "{{}}")) {
      assertThat(refusal(new NoticeWords("x", "a " + evil)))
          .as(evil)
          .startsWith("text line 1, column 3");
    }
    assertThat(refusal(new NoticeWords("two\nlines", "x"))).startsWith("subject must be one line");

    assertThat(platform.as(platform.boss, () -> templates.get("core.alert-raised", "en")).builtIn())
        .isFalse();
    assertThat(platform.as(platform.boss, () -> templates.get("core.job-failed", "en")).builtIn())
        .isTrue();
    var all = new NoticeWords("All: {{title}}", "{{title}}");
    platform.as(platform.boss, () -> templates.set(NoticeTemplate.ALL, "en", all));
    assertThat(platform.as(platform.boss, () -> templates.get("core.job-failed", "en")).subject())
        .isEqualTo("All: {{title}}");
    platform.as(platform.boss, () -> templates.reset("core.alert-raised", "en"));
    platform.as(platform.boss, () -> templates.reset("core.alert-raised", "en"));
    tell(Severity.WARNING);
    work();
    assertThat(good.subjects().get(1)).isEqualTo("All: No 2");
    var listed =
        platform.as(platform.boss, () -> templates.find(PageRequest.first(PageRequest.MAX)));
    assertThat(listed.items())
        .extracting(t -> t.kind() + "/" + t.language() + " " + t.builtIn())
        .containsExactly("all/en false", "all/it true");
    assertThat(told("NoticeTemplateChanged")).hasSize(3);
  }

  private String name() {
    return platform.as(platform.boss, () -> platform.tenants.get(acme)).orElseThrow().name();
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aRuleIsChangedSwitchedOffAndShowsWhatItWouldSend(TestDatabases kind) throws Exception {
    on(kind);
    var made = rule(to(good));
    var off = platform.as(platform.boss, () -> rules.enable(made.id(), false));
    assertThat(off.enabled()).isFalse();
    tell(Severity.WARNING);
    work();
    assertThat(good.taken()).as("a rule that is off takes nothing").isEmpty();
    platform.as(platform.boss, () -> rules.enable(made.id(), true));
    tell(Severity.WARNING);
    platform.as(platform.boss, () -> rules.enable(made.id(), false));
    work();
    assertThat(good.taken()).as("what waits stays").isEmpty();
    assertThat(in(NoticeState.WAITING)).hasSize(1);
    platform.as(platform.boss, () -> rules.enable(made.id(), true));
    var italian =
        new NewNoticeRule(
            "It",
            List.of("core.alert-raised"),
            Severity.CRITICAL,
            null,
            null,
            "bad",
            "y",
            null,
            "it",
            null);
    var changed = platform.as(platform.boss, () -> rules.change(made.id(), italian));
    assertThat(changed.channel()).isEqualTo("bad");
    assertThat(changed.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(changed.revision()).isEqualTo(made.revision() + 1);
    assertThatThrownBy(
            () ->
                platform.as(
                    platform.boss, () -> rules.change(made.id(), to(good), made.revision())))
        .isInstanceOfSatisfying(
            Conflict.class, e -> assertThat(e.name()).isEqualTo("changed-meanwhile"));
    assertThat(platform.as(platform.boss, () -> rules.find(PageRequest.first())).items())
        .as("nothing was changed")
        .contains(changed);
    bad.mood = Endpoint.Mood.TAKES;
    work();
    assertThat(bad.subjects()).as("what waited goes the new way").hasSize(1);
    tell(Severity.WARNING);
    work();
    assertThat(bad.subjects()).hasSize(1);
    var shown = platform.as(platform.boss, () -> rules.preview(italian));
    assertThat(shown).singleElement().satisfies(p -> assertThat(p.subject()).contains("piena"));
    assertThat(platform.as(platform.boss, () -> rules.preview(to(good))))
        .extracting(NoticePreview::kind)
        .contains("core.alert-raised", "core.job-failed");
    assertThat(rules.channels()).containsExactly("bad", "good");
    assertThatThrownBy(
            () -> platform.as(platform.boss, () -> rules.change(NoticeRuleId.next(), italian)))
        .isInstanceOf(NotFound.class);
    assertThatThrownBy(
            () ->
                platform.as(
                    platform.boss,
                    () ->
                        rules.change(
                            made.id(),
                            new NewNoticeRule(
                                "x", null, null, null, null, "smoke", "y", null, null, null))))
        .isInstanceOf(Invalid.class);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aPluginTellsKindsOfItsOwnOnly(TestDatabases kind) {
    on(kind);
    rule(to(good));
    var own = new OwnNotices(notices, "patching");
    assertThatThrownBy(() -> platform.in(acme, () -> tellBy(own, "core.alert-raised")))
        .isInstanceOf(Problem.class)
        .extracting(e -> ((Problem) e).name())
        .isEqualTo("capability-needed");
    assertThatThrownBy(() -> platform.in(acme, () -> tellBy(own, "patchingmore.failed")))
        .isInstanceOf(Problem.class);
    platform.in(acme, () -> tellBy(own, "patching.failed"));
    assertThat(in(NoticeState.WAITING))
        .singleElement()
        .satisfies(n -> assertThat(n.kind()).isEqualTo("patching.failed"));
  }

  private boolean tellBy(OwnNotices own, String kind) {
    own.tell(
        new NewNotice(
            EventId.next(), kind, Severity.WARNING, "It broke", null, null, clock.instant()));
    return true;
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
