// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.custode.api.access.Principal;
import io.custode.api.audit.AuditQuery;
import io.custode.api.error.Invalid;
import io.custode.api.error.Problem;
import io.custode.api.error.SignedOut;
import io.custode.api.error.TooMany;
import io.custode.api.mail.Mail;
import io.custode.api.mail.MailMessage;
import io.custode.api.page.PageRequest;
import io.custode.core.access.SignIn;
import io.custode.persistence.testing.TestDatabases;
import io.custode.platform.internal.Platform;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who forgot his password is helped; who wants to know who there is learns nothing. */
class MailedHelpTest {
  private static final String HERE = "192.0.2.1";
  private static final String NEXT = "a new and longer word";
  private static final Pattern CODE = Pattern.compile("Code: (\\S+)");

  @TempDir static Path home;

  private final List<MailMessage> sent = new CopyOnWriteArrayList<>();
  private final Mail mail =
      new Mail() {
        @Override
        public boolean isSetUp() {
          return true;
        }

        @Override
        public void send(MailMessage message) {
          sent.add(message);
        }
      };
  private Staff staff;
  private SignIn door;
  private MailAddresses addresses;
  private MailedHelp help;

  private void on(TestDatabases kind) throws Exception {
    var platform = new Platform(kind);
    staff = new Staff(platform, Catalogues.of("core.asset.read", Reach.SELF));
    door = staff.door(Staff.shellKey(home), platform.audit);
    addresses = new MailAddresses(staff.store, staff.reach, staff.passwords, staff.news);
    help =
        new MailedHelp(
            staff.store,
            platform.callers,
            staff.passwords,
            staff.news,
            staff.throttle,
            new CodeMail(new ConsoleAddress("https://rmm.example.com"), mail));
  }

  @AfterEach
  void stop() {
    help.close();
  }

  private <T> T as(Principal who, Supplier<T> work) {
    return staff.platform.as(who, work);
  }

  /** Whatever was asked before him was dealt with when this user's mail is there. */
  private void settle() {
    var last = staff.hire("technician").user().name();
    as(staff.platform.boss, () -> addresses.set(last, "last@example.com"));
    int before = toLast();
    help.ask(last, "198.51.100." + (before + 1));
    await().atMost(Duration.ofSeconds(10)).until(() -> toLast() > before);
  }

  private int toLast() {
    return (int) sent.stream().filter(m -> m.to().equals(List.of("last@example.com"))).count();
  }

  private List<MailMessage> mailed(String address) {
    return sent.stream().filter(m -> m.to().equals(List.of(address))).toList();
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aCodeGoesToTheAddressThatIsKeptAndSetsAPasswordOnce(TestDatabases kind) throws Exception {
    on(kind);
    var joe = staff.hire("technician");
    var name = joe.user().name();
    as(staff.platform.boss, () -> addresses.set(name, "joe@example.com"));
    help.ask(name, HERE);
    settle();
    var text = mailed("joe@example.com").get(0).text();
    var found = CODE.matcher(text);
    assertThat(found.find()).isTrue();
    var code = found.group(1);
    // the password before is good until then
    assertThat(door.password(name, joe.password().toCharArray(), null, HERE)).isNotNull();
    door.setPassword(name, code, NEXT.toCharArray(), HERE);
    assertThat(door.password(name, NEXT.toCharArray(), null, HERE).name()).isEqualTo(name);
    assertThatThrownBy(() -> door.setPassword(name, code, NEXT.toCharArray(), HERE))
        .isInstanceOf(SignedOut.class);

    staff.platform.deliverEverything();
    var query = new AuditQuery(null, "core.user.forgot", "user/" + joe.user().id());
    assertThat(
            as(staff.platform.boss, () -> staff.platform.audit.find(query, PageRequest.first()))
                .items())
        .hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void nothingTellsWhoThereIs(TestDatabases kind) throws Exception {
    on(kind);
    var without = staff.hire("technician").user().name();
    var disabled = staff.hire("technician").user().name();
    var removed = staff.hire("technician").user().name();
    for (var each : List.of(disabled, removed)) {
      as(staff.platform.boss, () -> addresses.set(each, each + "@example.com"));
    }
    as(
        staff.platform.boss,
        () -> {
          staff.changes.disable(disabled);
          staff.changes.remove(removed);
          return true;
        });
    for (var name : List.of("nobody-at-all", without, disabled, removed)) {
      help.ask(name, HERE);
    }
    settle();
    assertThat(sent).allSatisfy(m -> assertThat(m.to()).containsExactly("last@example.com"));
    long kept =
        staff.store.read(
            em ->
                em.createQuery(
                        "select count(m) from MailAddressEntity m where m.address = :address",
                        Long.class)
                    .setParameter("address", removed + "@example.com")
                    .getSingleResult());
    assertThat(kept).as("it goes with the user").isZero();
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whoAsksTooOftenWaitsAndNobodysMailboxIsFilled(TestDatabases kind) throws Exception {
    on(kind);
    var name = staff.hire("technician").user().name();
    as(staff.platform.boss, () -> addresses.set(name, "joe@example.com"));
    for (int i = 0; i < 5; i++) {
      help.ask("nobody-" + i, HERE);
    }
    assertThatThrownBy(() -> help.ask(name, HERE)).isInstanceOf(TooMany.class);
    // from many places
    for (int i = 0; i < 12; i++) {
      help.ask(name, "203.0.113." + i);
    }
    settle();
    assertThat(mailed("joe@example.com")).hasSize(5);
    staff.clock.pass(Duration.ofMinutes(16));
    help.ask(name, HERE);
    settle();
    assertThat(mailed("joe@example.com")).hasSize(6);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void onlyOneselfAndWhoReachesHimChangesAnAddress(TestDatabases kind) throws Exception {
    on(kind);
    var joe = staff.hire("technician");
    Principal self = Staff.at(joe.user(), Reach.SELF);
    assertThatThrownBy(
            () -> as(self, () -> addresses.setOwn("a@example.com", "wrong".toCharArray())))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("not your password");
    assertThatThrownBy(
            () -> as(self, () -> addresses.setOwn("nonsense", joe.password().toCharArray())))
        .isInstanceOf(Invalid.class);
    as(self, () -> addresses.setOwn("a@example.com", joe.password().toCharArray()));
    assertThat(as(self, addresses::own).address()).isEqualTo("a@example.com");
    assertThat(staff.users.show(joe.user().name()).mail()).isEqualTo("a@example.com");

    var boss = staff.hire(PermissionCatalogue.ADMINISTRATOR).user().name();
    var clerk = Staff.at(staff.hire("technician").user(), Reach.WRITE);
    assertThatThrownBy(() -> as(clerk, () -> addresses.set(boss, "clerk@example.com")))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("more than you may");

    as(self, () -> addresses.setOwn(null, joe.password().toCharArray()));
    assertThat(as(self, addresses::own).address()).isNull();
  }
}
