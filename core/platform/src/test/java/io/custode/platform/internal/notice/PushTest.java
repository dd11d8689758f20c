// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.access.Principal;
import io.custode.api.access.UserChanged;
import io.custode.api.access.UserFate;
import io.custode.api.alert.Severity;
import io.custode.api.command.CommandContext;
import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.error.Problem;
import io.custode.api.error.Unavailable;
import io.custode.api.event.EventId;
import io.custode.api.id.Uuid7;
import io.custode.api.notice.NewNotice;
import io.custode.api.notice.NewNoticeRule;
import io.custode.api.notice.NoticeInfo;
import io.custode.api.notice.NoticeQuery;
import io.custode.api.notice.NoticeRule;
import io.custode.api.notice.NoticeState;
import io.custode.api.page.PageRequest;
import io.custode.api.secret.SecretName;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.core.Outbox;
import io.custode.persistence.testing.TestDatabases;
import io.custode.platform.internal.MovableClock;
import io.custode.platform.internal.Platform;
import io.custode.platform.internal.access.Catalogues;
import io.custode.platform.internal.access.NewUser;
import io.custode.platform.internal.access.PushDevice;
import io.custode.platform.internal.access.PushDevices;
import io.custode.platform.internal.access.Staff;
import io.custode.platform.internal.access.TestDevices;
import io.custode.platform.internal.access.User;
import io.custode.platform.internal.gate.NoPlugins;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A technician's browsers are told, by a push service that looks at what it is given. */
class PushTest {
  private static final List<String> THIS_MACHINE = List.of("127.0.0.1", "::1");
  private static final CommandContext CONTEXT =
      new CommandContext(Platform.technician("somebody"), null, "rest");

  private static SSLContext tls;

  private Platform platform;
  private MovableClock clock;
  private Staff staff;
  private PushDevices devices;
  private PushKey key;
  private PushService service;
  private PushNotifier notifier;
  private NoticeQueue queue;
  private JpaNoticeRules rules;
  private JpaNotices notices;
  private NoticeSender sender;
  private TenantId acme;

  @BeforeAll
  static void certify(@TempDir Path dir) throws Exception {
    tls = LocalTls.make(dir);
  }

  private void on(TestDatabases kind) throws Exception {
    platform = new Platform(kind);
    var p = platform;
    clock = new MovableClock("2026-11-24T10:00:00Z");
    staff = new Staff(p, Catalogues.of("core.event.read"));
    devices = TestDevices.of(staff);
    key = new PushKey(TestDevices.secrets(staff), p.visibility, TestAddress.console());
    service = new PushService(tls, clock);
    notifier = notifier(THIS_MACHINE);
    var channels = new Channels(new NoPlugins());
    channels.bindNotifier(notifier);
    var text = new NoticeText(TestAddress.console(), p.provider, p.json);
    var templates = new JpaNoticeTemplates(p.store, p.visibility, text, p.events, p.audit, p.json);
    queue = new NoticeQueue(p.store, p.visibility, p.events, clock);
    rules =
        new JpaNoticeRules(
            p.store,
            p.visibility,
            p.callers,
            p.binder,
            p.groups,
            p.calendars,
            channels,
            p.events,
            p.audit,
            p.json,
            templates,
            text);
    notices =
        new JpaNotices(
            p.store,
            p.visibility,
            p.callers,
            p.binder,
            p.tenants,
            p.groups,
            p.calendars,
            text,
            templates,
            p.audit,
            clock);
    sender = new NoticeSender(queue, channels, p.doors, 0);
    p.visibility.asProvider(
        () ->
            p.store.write(
                em -> {
                  em.createQuery("delete from NoticeEntity n").executeUpdate();
                  return em.createQuery("delete from NoticeRuleEntity r").executeUpdate();
                }));
    p.deliverEverything();
    acme = p.tenant("Acme");
  }

  private PushNotifier notifier(List<String> allowed) {
    return new PushNotifier(
        devices,
        platform.visibility,
        key,
        new WebhookTargets(allowed),
        platform.json,
        clock,
        Posting.client().sslContext(tls).build(),
        Duration.ofSeconds(5));
  }

  @AfterEach
  void stop() throws InterruptedException {
    sender.stop();
    service.close();
  }

  private User hire(TenantId... sees) {
    var name = "u" + Uuid7.next().substring(24);
    return platform
        .as(
            platform.boss,
            () -> staff.users.create(new NewUser(name, "technician", null, List.of(sees))))
        .user();
  }

  private static Principal at(User user) {
    return new Principal(user.kind(), user.id(), user.name(), null, Set.of("core.self.manage"));
  }

  private PushDevice add(User user, String browser) {
    return add(user, browser, notifier);
  }

  private PushDevice add(User user, String browser, PushNotifier by) {
    var subscription = service.subscribe(browser, key.publicKey());
    var command = new PushDeviceAdd(platform.callers, by, devices, deviceRules());
    return platform.as(
        at(user),
        () ->
            command.execute(
                new PushDeviceAdd.Input(
                    browser,
                    subscription.endpoint(),
                    subscription.key(),
                    subscription.auth(),
                    "it"),
                CONTEXT));
  }

  private void remove(User user, String id) {
    var command = new PushDeviceRemove(devices);
    platform.as(at(user), () -> command.execute(new PushDeviceRemove.Input(id), CONTEXT));
    hear(user);
  }

  private DeviceRules deviceRules() {
    return new DeviceRules(rules, devices);
  }

  /** As delivery does when it was told that a device of his went. */
  private void hear(User user) {
    platform.as(
        platform.doors.system("events"),
        () -> {
          var event =
              new UserChanged(EventId.next(), clock.instant(), user.id(), UserFate.DEVICE_REMOVED);
          deviceRules().on(event);
          return true;
        });
  }

  private List<String> labels(User user) {
    return platform
        .as(at(user), () -> devices.find(PageRequest.first(PageRequest.MAX)))
        .items()
        .stream()
        .map(PushDevice::label)
        .toList();
  }

  private void tell(Severity severity, String title) throws Exception {
    platform.in(
        acme,
        () -> {
          notices.tell(
              new NewNotice(
                  EventId.next(),
                  "core.alert-raised",
                  severity,
                  title,
                  "secret detail",
                  null,
                  clock.instant()));
          return true;
        });
    work();
  }

  private void work() throws Exception {
    while (!platform.as(platform.doors.system("test"), queue::due).isEmpty()) {
      for (var one : sender.look()) {
        one.get();
      }
    }
  }

  private List<NoticeInfo> in(@Nullable NoticeState state) {
    return platform
        .as(
            platform.boss,
            () -> notices.find(new NoticeQuery(state, null), PageRequest.first(PageRequest.MAX)))
        .items();
  }

  private List<NoticeRule> leadingTo(User user) {
    return platform
        .as(platform.boss, () -> rules.find(PageRequest.first(PageRequest.MAX)))
        .items()
        .stream()
        .filter(rule -> rule.target().equals(user.name()))
        .toList();
  }

  private List<String> outbox(String word) {
    return platform.as(
        platform.doors.system("test"),
        () ->
            platform.database.outbox().due(500).stream()
                .map(Outbox.Entry::payload)
                .filter(text -> text.contains(word))
                .toList());
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whoLetsADeviceBeToldIsToldOfWhatHeSees(TestDatabases kind) throws Exception {
    on(kind);
    var joe = hire();
    var added = add(joe, "phone");
    assertThat(outbox("DEVICE_ADDED")).hasSize(1);
    assertThat(outbox("core.user.device-add")).hasSize(1);
    assertThat(outbox("localhost")).as("nobody is told where it is").isEmpty();

    tell(Severity.INFO, "of no weight");
    tell(Severity.CRITICAL, "/var è piena");
    assertThat(service.taken()).hasSize(1);
    var one = service.taken().get(0);
    assertThat(one.header("Ttl")).isEqualTo("86400");
    assertThat(one.header("Urgency")).isEqualTo("high");
    assertThat(one.header("Content-encoding")).isEqualTo("aes128gcm");
    assertThat(one.header("Topic")).matches("[0-9a-f]{32}");
    assertThat(one.claims().get("sub").asText()).isEqualTo("https://rmm.example.com/");

    var shown = service.shown(one);
    assertThat(shown.get("title").asText()).startsWith("[Critico] /var è piena (Acme");
    assertThat(shown.get("severity").asText()).isEqualTo("CRITICAL");
    assertThat(shown.get("path").asText()).isEqualTo("/alerts");
    assertThat(shown.get("id").asText().replace("-", "")).isEqualTo(one.header("Topic"));
    assertThat(shown.toString()).doesNotContain("secret detail");
    assertThat(shown).hasSize(4);

    tell(Severity.WARNING, "/var fills up");
    assertThat(service.taken().get(1).header("Urgency")).isEqualTo("normal");
    assertThat(in(NoticeState.DELIVERED)).hasSize(2);
    var listed = platform.as(at(joe), () -> devices.find(PageRequest.first(5))).items().get(0);
    assertThat(listed.id()).isEqualTo(added.id());
    assertThat(listed.fingerprint()).matches("[0-9a-f]{64}");
    assertThat(listed.toldAt()).isNotNull();
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatHeDoesNotSeeLeavesNoTrace(TestDatabases kind) throws Exception {
    on(kind);
    var other = platform.tenant("Other");
    var ann = hire(other);
    add(ann, "phone");
    tell(Severity.CRITICAL, "not hers");
    assertThat(service.asked()).isEmpty();
    assertThat(in(null)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aDeviceThatIsGoneIsRemovedAndTheOthersAreTold(TestDatabases kind) throws Exception {
    on(kind);
    var joe = hire();
    add(joe, "old");
    add(joe, "older");
    add(joe, "phone");
    platform.deliverEverything();
    service.answers("old", 410);
    service.answers("older", 404);
    tell(Severity.CRITICAL, "one");
    assertThat(labels(joe)).containsExactly("phone");
    assertThat(outbox("DEVICE_REMOVED")).hasSize(2);
    assertThat(outbox("core.user.device-gone")).hasSize(2);
    tell(Severity.CRITICAL, "two");
    assertThat(service.asked()).containsExactlyInAnyOrder("old", "older", "phone", "phone");
    assertThat(in(NoticeState.DELIVERED)).hasSize(2);

    service.answers("phone", 410);
    tell(Severity.CRITICAL, "three");
    assertThat(in(NoticeState.PARKED))
        .extracting(NoticeInfo::reason)
        .containsExactly("No device of this person lets itself be told.");
    assertThat(leadingTo(joe)).as("until it is heard").allMatch(NoticeRule::enabled);
    hear(joe);
    assertThat(leadingTo(joe)).hasSize(1).noneMatch(NoticeRule::enabled);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatIsNotTakenIsTriedAgainUnlessAnotherDeviceRang(TestDatabases kind) throws Exception {
    on(kind);
    var joe = hire();
    add(joe, "phone");
    service.answers("phone", 503);
    tell(Severity.WARNING, "one");
    assertThat(in(NoticeState.WAITING))
        .extracting(NoticeInfo::reason)
        .containsExactly("The push service answered 503.");
    tell(Severity.WARNING, "two");
    assertThat(service.asked()).as("the rule pauses").containsExactly("phone");

    service.answers("phone", 201);
    clock.forward(Duration.ofMinutes(1));
    work();
    assertThat(service.taken()).hasSize(2);
    assertThat(service.shown(service.taken().get(0)).get("title").asText()).contains("one");

    add(joe, "desk");
    service.answers("desk", 503);
    tell(Severity.WARNING, "three");
    assertThat(in(NoticeState.WAITING)).isEmpty();
    assertThat(service.asked()).containsExactly("phone", "phone", "phone", "phone", "desk");

    service.answers("phone", 403);
    service.answers("desk", 403);
    tell(Severity.WARNING, "four");
    assertThat(in(NoticeState.PARKED))
        .extracting(NoticeInfo::reason)
        .containsExactly("The push service answered 403.");
    assertThat(labels(joe)).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void nothingGoesInsideUnlessItIsListed(TestDatabases kind) throws Exception {
    on(kind);
    var joe = hire();
    var strict = notifier(List.of());
    assertThatThrownBy(() -> add(joe, "phone", strict))
        .isInstanceOf(Conflict.class)
        .hasMessageContaining("private network");
    assertThat(labels(joe)).isEmpty();
    assertThat(leadingTo(joe)).isEmpty();
    for (var bad : List.of("http://push.example.net/x", "push", "https://10.0.0.1@/x")) {
      assertThatThrownBy(() -> notifier.endpoint(bad)).as(bad).isInstanceOf(Invalid.class);
    }
    add(joe, "phone");
    // what was listed when it was added is not any more
    var address = devices.of(joe.id()).get(0);
    var message = new PushNotifier.Message(Uuid7.next(), "t", Severity.INFO, "/");
    assertThatThrownBy(() -> strict.send(address, message)).isInstanceOf(Conflict.class);
    assertThat(service.asked()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void devicesAreTheirOwnersAlone(TestDatabases kind) throws Exception {
    on(kind);
    var joe = hire();
    var ann = hire();
    var phone = add(joe, "phone");
    assertThat(add(joe, "phone").id()).as("added again it is the same").isEqualTo(phone.id());
    assertThat(labels(ann)).isEmpty();
    assertThatThrownBy(() -> remove(ann, phone.id())).isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> platform.as(at(ann), () -> devices.get(phone.id())))
        .isInstanceOf(NotFound.class);

    add(ann, "phone");
    assertThat(labels(joe)).as("one browser is told of one person's").isEmpty();
    assertThat(labels(ann)).containsExactly("phone");

    for (int i = 1; i < 10; i++) {
      add(ann, "b" + i);
    }
    assertThatThrownBy(() -> add(ann, "b10"))
        .isInstanceOf(Conflict.class)
        .hasMessageContaining("10 devices");
    assertThatThrownBy(() -> add(joe, " ")).isInstanceOf(Invalid.class);
    var contact = Platform.contact("customer", acme);
    var subscription = service.subscribe("theirs", key.publicKey());
    var command = new PushDeviceAdd(platform.callers, notifier, devices, deviceRules());
    assertThatThrownBy(
            () ->
                platform.as(
                    contact,
                    () ->
                        command.execute(
                            new PushDeviceAdd.Input(
                                "theirs",
                                subscription.endpoint(),
                                subscription.key(),
                                subscription.auth(),
                                "en"),
                            CONTEXT)))
        .isInstanceOf(Conflict.class);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aRuleLeadsToHimAsLongAsHeHasDevices(TestDatabases kind) throws Exception {
    on(kind);
    var joe = hire();
    var phone = add(joe, "phone");
    var desk = add(joe, "desk");
    assertThat(leadingTo(joe)).hasSize(1).allMatch(NoticeRule::enabled);
    remove(joe, phone.id());
    assertThat(leadingTo(joe)).allMatch(NoticeRule::enabled);
    remove(joe, desk.id());
    assertThat(leadingTo(joe)).hasSize(1).noneMatch(NoticeRule::enabled);
    add(joe, "phone");
    assertThat(leadingTo(joe)).hasSize(1).allMatch(NoticeRule::enabled);

    // what an administrator made stays as he left it
    var ann = hire();
    var onCall = platform.as(platform.boss, () -> rules.create(rule(ann.name(), null)));
    platform.as(platform.boss, () -> rules.enable(onCall.id(), false));
    var hers = add(ann, "phone2");
    // by name: hers, then that of the administrator
    assertThat(leadingTo(ann)).extracting(NoticeRule::enabled).containsExactly(true, false);
    platform.as(platform.boss, () -> rules.enable(onCall.id(), true));
    tell(Severity.CRITICAL, "by both");
    assertThat(service.taken().stream().filter(one -> one.browser().equals("phone2")))
        .as("the same to her device")
        .hasSize(2)
        .extracting(one -> one.header("Topic"))
        .containsOnly(service.taken().get(0).header("Topic"));
    remove(ann, hers.id());
    assertThat(leadingTo(ann)).extracting(NoticeRule::enabled).containsExactly(false, true);
    assertThatThrownBy(
            () -> platform.as(platform.boss, () -> rules.create(rule("nobody.at.all", null))))
        .isInstanceOf(Invalid.class);
    assertThatThrownBy(
            () ->
                platform.as(
                    platform.boss,
                    () -> rules.create(rule(ann.name(), SecretName.of("core.webhook-x")))))
        .isInstanceOf(Invalid.class);
  }

  private static NewNoticeRule rule(String target, @Nullable SecretName secret) {
    return new NewNoticeRule("On call", null, null, null, null, "push", target, secret, "en", null);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whoIsLockedOutIsToldNothing(TestDatabases kind) throws Exception {
    on(kind);
    var joe = hire();
    add(joe, "phone");
    platform.as(platform.boss, () -> rules.create(rule(joe.name(), null)));
    platform.as(
        platform.boss,
        () -> {
          TestDevices.disable(staff, joe.name());
          return true;
        });
    assertThat(devices.of(joe.id())).isEmpty();
    assertThat(leadingTo(joe)).extracting(NoticeRule::name).containsExactly("On call");
    tell(Severity.CRITICAL, "one");
    assertThat(service.asked()).isEmpty();
    assertThat(in(NoticeState.PARKED))
        .extracting(NoticeInfo::reason)
        .containsExactly("There is no active user of the name that this rule gives.");
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void theKeyIsMadeOnceForAllNodes(TestDatabases kind) throws Exception {
    on(kind);
    var first = platform.in(acme, key::publicKey);
    var elsewhere =
        new PushKey(
            TestDevices.secrets(TestDevices.otherNode(staff)),
            platform.visibility,
            TestAddress.console());
    assertThat(platform.as(platform.boss, elsewhere::publicKey)).isEqualTo(first);
    assertThat(first).hasSize(87);
    assertThat(outbox("core.web-push").toString()).doesNotContain(first);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void oneTriesWhetherItArrives(TestDatabases kind) throws Exception {
    on(kind);
    var joe = hire();
    var phone = add(joe, "phone");
    var command = new PushDeviceTry(devices, notifier);
    var input = new PushDeviceTry.Input(phone.id(), "it");
    platform.as(at(joe), () -> command.execute(input, CONTEXT));
    var shown = service.shown(service.taken().get(0));
    assertThat(shown.get("title").asText()).isEqualTo("Questo dispositivo viene avvisato.");
    assertThat(shown.get("path").asText()).isEqualTo("/account");
    service.answers("phone", 500);
    assertThatThrownBy(() -> platform.as(at(joe), () -> command.execute(input, CONTEXT)))
        .isInstanceOf(Unavailable.class);
    service.answers("phone", 410);
    assertThatThrownBy(() -> platform.as(at(joe), () -> command.execute(input, CONTEXT)))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("removed");
    assertThat(labels(joe)).isEmpty();
  }
}
