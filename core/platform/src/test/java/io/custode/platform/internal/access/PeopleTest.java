// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.access.Principal;
import io.custode.api.audit.AuditQuery;
import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.error.Problem;
import io.custode.api.error.SignedOut;
import io.custode.api.error.TooMany;
import io.custode.api.page.PageRequest;
import io.custode.core.access.SignIn;
import io.custode.persistence.testing.TestDatabases;
import io.custode.platform.internal.Platform;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Passwords, one-time codes, sessions, and how people come and go. */
class PeopleTest {
  private static final String HERE = "192.0.2.1";
  private static final SignIn.Origin BROWSER = new SignIn.Origin(HERE, "a browser");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final String NEXT = "a new and longer word";

  @TempDir static Path home;
  private static FirstStart.ShellKey shellKey;

  private Staff staff;
  private SignIn door;

  @BeforeAll
  static void makeTheKeyOfTheHome() throws Exception {
    shellKey = Staff.shellKey(home);
  }

  private void on(TestDatabases kind) {
    on(new Platform(kind));
  }

  private void on(Platform platform) {
    staff = new Staff(platform, Catalogues.of("core.asset.read", Reach.SELF));
    door = staff.door(shellKey, platform.audit);
  }

  private SignIn far() {
    return staff.otherNode().door(shellKey, staff.platform.audit);
  }

  private static void within1Second(Callable<Boolean> so) {
    Awaitility.await().atMost(Duration.ofSeconds(1)).pollInterval(Duration.ofMillis(20)).until(so);
  }

  private Optional<Principal> signIn(String name, String password) {
    try {
      return Optional.of(door.password(name, password.toCharArray(), null, HERE));
    } catch (SignedOut e) {
      return Optional.empty();
    }
  }

  private List<WebSession> sessions(Principal who) {
    return staff.platform.as(who, () -> staff.sessions.find(null, PageRequest.first(500))).items();
  }

  private static void assertProblem(String name, Runnable work) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(Problem.class, e -> assertThat(e.name()).isEqualTo(name));
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aDisabledUserIsOutByEveryWayWithinASecondOnAnotherNode(TestDatabases kind) throws Exception {
    on(kind);
    staff.hire(PermissionCatalogue.ADMINISTRATOR);
    var boss = staff.hire(PermissionCatalogue.ADMINISTRATOR);
    var name = boss.user().name();
    var key =
        KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(shellKey.encoded()));
    var far = far();
    var token = staff.tokens.issue(name, "x", Set.of(), HOUR).secret();
    var session = door.open(signIn(name, boss.password()).orElseThrow(), BROWSER).secret();
    assertThat(far.token(token, HERE)).isPresent();
    assertThat(far.session(session, HERE)).isPresent();
    assertThat(far.still(session, HERE)).isPresent();
    assertThat(far.now(boss.user().id())).isPresent();
    assertThat(far.publicKey(name, key, "192.0.2.1")).isPresent();

    staff.changes.disable(name);
    staff.changes.disable(name);
    assertThat(door.session(session, HERE)).isEmpty();
    assertThat(door.now(boss.user().id())).isEmpty();
    within1Second(
        () ->
            far.session(session, HERE).isEmpty()
                && far.still(session, HERE).isEmpty()
                && far.now(boss.user().id()).isEmpty()
                && far.token(token, "192.0.2." + System.nanoTime() % 200).isEmpty());
    assertThat(far.publicKey(name, key, "192.0.2.1")).isEmpty();
    assertThat(signIn(name, boss.password())).isEmpty();
    assertProblem("user-disabled", () -> staff.passwords.issue(name, HOUR));

    staff.changes.enable(name);
    assertThat(signIn(name, boss.password())).isPresent();
    assertThat(far().session(session, HERE)).isEmpty();
    assertThat(far().token(token, HERE)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void anotherRoleCountsWithinASecondOnAnotherNode(TestDatabases kind) {
    on(kind);
    var joe = staff.hire("guest");
    var far = far();
    var session = door.open(signIn(joe.user().name(), joe.password()).orElseThrow(), BROWSER);
    assertThat(far.session(session.secret(), HERE).orElseThrow().principal().permissions())
        .isEmpty();
    staff.changes.setRole(joe.user().name(), "technician");
    within1Second(
        () -> far.session(session.secret(), HERE).orElseThrow().principal().may("core.asset.read"));
    assertThatThrownBy(() -> staff.changes.setRole(joe.user().name(), "king"))
        .isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> staff.changes.setRole("nobody", "guest")).isInstanceOf(NotFound.class);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aRemovedUserLeavesNothingAndHisNameIsFree(TestDatabases kind) {
    on(kind);
    var joe = staff.hire("technician");
    var name = joe.user().name();
    var token = staff.tokens.issue(name, "x", Set.of(), HOUR).secret();
    staff.passwords.issue(name, HOUR);
    door.open(signIn(name, joe.password()).orElseThrow(), BROWSER);
    staff.changes.remove(name);
    assertThat(door.token(token, HERE)).isEmpty();
    assertThat(signIn(name, joe.password())).isEmpty();
    assertThatThrownBy(() -> staff.changes.remove(name)).isInstanceOf(NotFound.class);
    assertThat(sessions(Staff.at(joe.user(), Reach.SELF))).isEmpty();
    var again = staff.users.create(new NewUser(name, "guest", null, null)).user();
    assertThat(again.id()).isNotEqualTo(joe.user().id());
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void theLastActiveAdministratorStays(TestDatabases kind) {
    on(Platform.alone(kind));
    var boss = staff.hire(PermissionCatalogue.ADMINISTRATOR).user().name();
    var other = staff.hire(PermissionCatalogue.ADMINISTRATOR).user().name();
    staff.changes.disable(other);
    assertProblem("last-administrator", () -> staff.changes.disable(boss));
    assertProblem("last-administrator", () -> staff.changes.remove(boss));
    assertProblem("last-administrator", () -> staff.changes.setRole(boss, "technician"));
    staff.changes.setRole(boss, PermissionCatalogue.ADMINISTRATOR);
    staff.changes.enable(other);
    staff.changes.remove(boss);
    assertProblem("last-administrator", () -> staff.changes.remove(other));
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void twoWhoDisableEachOtherLeaveOne(TestDatabases kind) throws Exception {
    on(Platform.alone(kind));
    var names =
        List.of(
            staff.hire(PermissionCatalogue.ADMINISTRATOR).user().name(),
            staff.hire(PermissionCatalogue.ADMINISTRATOR).user().name());
    var pool = Executors.newFixedThreadPool(2);
    var start = new CyclicBarrier(2);
    try {
      var done =
          pool.invokeAll(
              names.stream()
                  .map(
                      name ->
                          (Callable<Boolean>)
                              () -> {
                                start.await();
                                try {
                                  staff.changes.disable(name);
                                  return true;
                                } catch (Problem e) {
                                  return false;
                                }
                              })
                  .toList());
      assertThat(List.of(done.get(0).get(), done.get(1).get())).contains(false);
    } finally {
      pool.shutdownNow();
    }
    assertThat(staff.users.find("", PageRequest.first(500)).items())
        .filteredOn(user -> user.disabledAt() == null)
        .isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aOneTimeCodeSetsThePasswordOnce(TestDatabases kind) {
    on(kind);
    var joe = staff.hire("technician");
    var name = joe.user().name();
    var code = staff.passwords.issue(name, HOUR).code();
    var session = door.open(signIn(name, joe.password()).orElseThrow(), BROWSER);
    // too short: nothing is used up
    assertThatThrownBy(() -> door.setPassword(name, code, "short".toCharArray(), HERE))
        .isInstanceOf(Invalid.class);
    var next = NEXT.toCharArray();
    far().setPassword(name, code, next, HERE);
    assertThat(next).containsOnly('\0');
    within1Second(() -> door.session(session.secret(), HERE).isEmpty());
    assertThat(signIn(name, NEXT)).isPresent();
    assertThat(signIn(name, joe.password())).isEmpty();
    assertThatThrownBy(() -> far().setPassword(name, code, NEXT.toCharArray(), HERE))
        .isInstanceOf(SignedOut.class);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aCodeThatIsWrongEndedReplacedOrAnothersIsRefused(TestDatabases kind) {
    on(kind);
    var joe = staff.hire("technician").user().name();
    var jane = staff.hire("technician").user().name();
    var replaced = staff.passwords.issue(joe, HOUR).code();
    var code = staff.passwords.issue(joe, HOUR).code();
    for (var attempt : List.of(joe + "|x", joe + "|" + replaced, jane + "|" + code, "no|" + code)) {
      var parts = attempt.split("\\|");
      assertThatThrownBy(() -> far().setPassword(parts[0], parts[1], NEXT.toCharArray(), HERE))
          .isInstanceOf(SignedOut.class);
    }
    staff.clock.pass(HOUR);
    assertThatThrownBy(() -> far().setPassword(joe, code, NEXT.toCharArray(), HERE))
        .isInstanceOf(SignedOut.class);
    assertThat(code).hasSize(20);
    assertThat(new OwnPasswords.Code(joe, code, staff.clock.instant()).toString())
        .doesNotContain(code);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void guessingOfCodesEnds(TestDatabases kind) {
    on(kind);
    var joe = staff.hire("technician").user().name();
    var code = staff.passwords.issue(joe, HOUR).code();
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> door.setPassword(joe, "guess", NEXT.toCharArray(), HERE))
          .isInstanceOf(SignedOut.class);
    }
    assertThatThrownBy(() -> door.setPassword(joe, code, NEXT.toCharArray(), HERE))
        .isInstanceOf(TooMany.class);
    staff.clock.pass(Duration.ofSeconds(11));
    door.setPassword(joe, code, NEXT.toCharArray(), HERE);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whoIsInvitedSetsHisFirstPassword(TestDatabases kind) {
    on(kind);
    var joe = Staff.newUser("technician");
    var code = staff.users.invite(joe, HOUR, null);
    assertThat(code.user()).isEqualTo(joe.name());
    assertThat(signIn(joe.name(), code.code())).isEmpty();
    door.setPassword(joe.name(), code.code(), NEXT.toCharArray(), HERE);
    assertThat(signIn(joe.name(), NEXT)).isPresent();
    assertThatThrownBy(() -> staff.users.invite(joe, HOUR, null)).isInstanceOf(Conflict.class);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void oneChangesHisOwnPasswordByTheOneHeHas(TestDatabases kind) {
    on(kind);
    var joe = staff.hire("technician");
    var name = joe.user().name();
    var self = Staff.at(joe.user(), Reach.SELF);
    var session = door.open(signIn(name, joe.password()).orElseThrow(), BROWSER);
    assertProblem("wrong-password", () -> change(self, "wrong", NEXT));
    for (var weak : List.of("short", "aaaaaaaaaaaaaaa", "my name is " + name, NEXT + " 123456")) {
      assertThatThrownBy(() -> change(self, joe.password(), weak)).isInstanceOf(Invalid.class);
    }
    assertThat(door.session(session.secret(), HERE)).isPresent();
    change(self, joe.password(), NEXT);
    assertThat(door.session(session.secret(), HERE)).isEmpty();
    assertThat(signIn(name, NEXT)).isPresent();
    for (int i = 0; i < 5; i++) {
      assertProblem("wrong-password", () -> change(self, "wrong", NEXT));
    }
    assertThatThrownBy(() -> change(self, NEXT, NEXT)).isInstanceOf(TooMany.class);
  }

  private void change(Principal who, String current, String next) {
    staff.as(who, () -> staff.passwords.change(current.toCharArray(), next.toCharArray()));
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whoMayLessTakesOverNobodyWhoMayMore(TestDatabases kind) {
    on(kind);
    var boss = staff.hire(PermissionCatalogue.ADMINISTRATOR).user().name();
    var joe = staff.hire("technician").user().name();
    var clerk = Staff.at(staff.hire("guest").user(), Reach.WRITE, Reach.SELF, "core.asset.read");
    for (var forbidden :
        List.<Runnable>of(
            () -> staff.passwords.issue(boss, HOUR),
            () -> staff.changes.disable(boss),
            () -> staff.changes.remove(boss),
            () -> staff.changes.setRole(boss, "guest"),
            () -> staff.changes.setRole(joe, PermissionCatalogue.ADMINISTRATOR),
            () ->
                staff.users.invite(Staff.newUser(PermissionCatalogue.ADMINISTRATOR), HOUR, null))) {
      assertProblem("beyond-your-own", () -> staff.as(clerk, forbidden));
    }
    staff.as(clerk, () -> staff.passwords.issue(joe, HOUR));
    staff.as(clerk, () -> staff.changes.disable(joe));
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void sessionsEndIdleAndInAnyCase(TestDatabases kind) {
    on(kind);
    var joe = staff.hire("guest");
    var principal = signIn(joe.user().name(), joe.password()).orElseThrow();
    var used = door.open(principal, BROWSER).secret();
    var idle = door.open(principal, BROWSER).secret();
    for (int i = 0; i < 11; i++) {
      staff.clock.pass(Duration.ofMinutes(50));
      assertThat(far().session(used, HERE)).isPresent();
      // a stream that looks is no use
      far().still(idle, HERE);
    }
    assertThat(far().still(idle, HERE)).isEmpty();
    assertThat(far().session(idle, HERE)).isEmpty();
    staff.clock.pass(Duration.ofMinutes(50));
    assertThat(far().session(used, HERE)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void oneSeesAndEndsHisOwnSessionsAnAdministratorAll(TestDatabases kind) {
    on(kind);
    var joe = staff.hire("guest");
    var jane = staff.hire("guest").user();
    var principal = signIn(joe.user().name(), joe.password()).orElseThrow();
    var first = door.open(principal, BROWSER);
    var second = door.open(principal, new SignIn.Origin("2001:db8::1", "x".repeat(5000)));
    var self = Staff.at(joe.user(), Reach.SELF);
    assertThat(sessions(self))
        .hasSize(2)
        .allSatisfy(
            s -> {
              assertThat(s.user()).isEqualTo(joe.user().name());
              assertThat(s.toString()).doesNotContain(first.secret(), second.secret());
            })
        .anySatisfy(s -> assertThat(s.address()).isEqualTo("2001:db8::1"));
    var id = sessions(self).get(0).id();
    var other = Staff.at(jane, Reach.SELF);
    assertThat(sessions(other)).isEmpty();
    assertThatThrownBy(() -> staff.as(other, () -> staff.sessions.end(id)))
        .isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> staff.as(other, () -> staff.sessions.endAll(joe.user().name())))
        .isInstanceOf(NotFound.class);
    staff.as(self, () -> staff.sessions.end(id));
    assertThat(sessions(self)).hasSize(1);
    assertThat(door.session(first.secret(), HERE).isEmpty())
        .isNotEqualTo(door.session(second.secret(), HERE).isEmpty());
    staff.as(
        Staff.at(jane, Reach.SELF, Reach.WRITE),
        () -> assertThat(staff.sessions.endAll(joe.user().name())).isEqualTo(1));
    assertThat(door.session(second.secret(), HERE)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void oneComesFromWhereHeMayOnly(TestDatabases kind) {
    on(kind);
    var joe = staff.hire("technician");
    var name = joe.user().name();
    var token = staff.tokens.issue(name, "x", Set.of(), HOUR).secret();
    var session = door.open(signIn(name, joe.password()).orElseThrow(), BROWSER).secret();
    staff.changes.setNetworks(name, List.of("198.51.100.0/24", "2001:db8::/32"));
    var far = far();
    assertProblem(
        "address-not-allowed", () -> far.password(name, joe.password().toCharArray(), null, HERE));
    assertThatThrownBy(() -> far.password(name, "wrong".toCharArray(), null, HERE))
        .isInstanceOf(SignedOut.class);
    assertThat(far.session(session, HERE)).isEmpty();
    assertThat(far.still(session, HERE)).isEmpty();
    assertThat(far.token(token, HERE)).isEmpty();
    assertThat(far.session(session, "198.51.100.7")).isPresent();
    // also while it is remembered
    assertThat(far.session(session, HERE)).isEmpty();
    assertThat(far.token(token, "2001:db8::7")).isPresent();
    for (var wrong : List.of("office", "198.51.100.0/33", "")) {
      assertThatThrownBy(() -> staff.changes.setNetworks(name, List.of(wrong)))
          .isInstanceOf(Invalid.class);
    }
    staff.changes.setNetworks(name, List.of());
    assertThat(far().session(session, HERE)).isPresent();
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void inAnEmergencyNoRuleKeepsOneOutAndItIsTold(TestDatabases kind) {
    on(kind);
    var joe = staff.hire("technician");
    var name = joe.user().name();
    staff.changes.setNetworks(name, List.of("198.51.100.0/24"));
    staff.rules.modified(Staff.settings("technician"));
    staff.changes.setBreakGlass(name, true);
    var principal = signIn(name, joe.password()).orElseThrow();
    assertThat(principal.may("core.asset.read")).isTrue();
    staff.platform.deliverAudit();
    var told =
        staff.platform.as(
            staff.platform.boss,
            () ->
                staff.platform.audit.find(
                    new AuditQuery(null, "core.session.break-glass", "user/" + joe.user().id()),
                    PageRequest.first(10)));
    assertThat(told.items()).hasSize(1);
    staff.changes.setBreakGlass(name, false);
    assertProblem("address-not-allowed", () -> signIn(name, joe.password()));
  }
}
