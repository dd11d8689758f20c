// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.access.Principal;
import io.custode.api.error.NotFound;
import io.custode.api.error.Problem;
import io.custode.api.error.SignedOut;
import io.custode.api.error.TooMany;
import io.custode.api.secret.SecretName;
import io.custode.core.access.SignIn;
import io.custode.persistence.testing.TestDatabases;
import io.custode.platform.internal.Platform;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sign-in with a code besides the password. */
class SecondFactorsTest {
  private static final String HERE = "192.0.2.1";
  private static final Duration STEP = Duration.ofSeconds(30);

  @TempDir static Path home;
  private static FirstStart.ShellKey shellKey;

  private Staff staff;
  private SignIn door;
  private Users.WithPassword joe;
  private Principal self;

  @BeforeAll
  static void makeTheKeyOfTheHome() throws Exception {
    shellKey = Staff.shellKey(home);
  }

  private void on(TestDatabases kind) {
    staff = new Staff(new Platform(kind), Catalogues.of("core.asset.read", Reach.SELF));
    door = staff.door(shellKey, staff.platform.audit);
    joe = staff.hire("technician");
    self = Staff.at(joe.user(), Reach.SELF);
  }

  private SignIn far() {
    return staff.otherNode().door(shellKey, staff.platform.audit);
  }

  private SecondFactors.Key enrol() {
    return staff.platform.as(self, () -> staff.factors.enrol(joe.password().toCharArray()));
  }

  private List<String> confirm(String code) {
    return staff.platform.as(self, () -> staff.factors.confirm(code)).codes();
  }

  /** Joe has a second factor whose next code was not used yet. */
  private List<String> switchOn() {
    enrol();
    var recovery = confirm(code());
    staff.clock.pass(STEP.multipliedBy(3));
    return recovery;
  }

  /** So that no other begins while a password is looked at. */
  private void aStepBegins() {
    staff.clock.pass(STEP.minusMillis(staff.clock.millis() % STEP.toMillis()));
  }

  /** What joe's app shows now. */
  private String code() {
    var name = SecretName.of("core.totp-" + joe.user().id());
    try (var key =
        staff.platform.as(staff.platform.boss, () -> staff.secrets.get(name)).orElseThrow()) {
      return Totp.code(key.bytes(), Totp.step(staff.clock.instant()), Totp.DIGITS);
    }
  }

  private String signIn(SignIn at, String code) {
    try {
      at.password(joe.user().name(), joe.password().toCharArray(), code, HERE);
      return "in";
    } catch (Problem e) {
      return e.name();
    }
  }

  private static void assertProblem(String name, Runnable work) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(Problem.class, e -> assertThat(e.name()).isEqualTo(name));
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void onceConfirmedThePasswordIsNotEnough(TestDatabases kind) {
    on(kind);
    var key = enrol();
    assertThat(key.secret()).matches("[A-Z2-7]{32}");
    assertThat(key.uri())
        .isEqualTo(
            "otpauth://totp/Custode:"
                + joe.user().name()
                + "?secret="
                + key.secret()
                + "&issuer=Custode");
    assertThat(key.toString()).doesNotContain(key.secret());
    // until then it is: who lost the key while he enrolled is not locked out
    assertThat(signIn(door, null)).isEqualTo("in");
    assertProblem("wrong-code", () -> confirm("000000"));
    var codes = confirm(code());
    assertThat(new HashSet<>(codes)).hasSize(10);
    assertThat(codes).allMatch(c -> c.matches("[a-z2-9]{4}(-[a-z2-9]{4}){3}"));
    assertThat(signIn(door, null)).isEqualTo("second-factor-needed");
    assertThat(signIn(door, " ")).isEqualTo("second-factor-needed");
    staff.clock.pass(STEP.multipliedBy(2));
    assertThat(signIn(far(), code())).isEqualTo("in");
    assertProblem("second-factor-on", this::enrol);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whoHasAWrongPasswordLearnsNothingOfASecondFactor(TestDatabases kind) {
    on(kind);
    switchOn();
    assertThatThrownBy(() -> door.password(joe.user().name(), "guess".toCharArray(), code(), HERE))
        .isInstanceOf(SignedOut.class);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aCodeWorksOnceOnWhateverNode(TestDatabases kind) {
    on(kind);
    switchOn();
    var before = code();
    staff.clock.pass(STEP);
    var code = code();
    assertThat(signIn(door, code)).isEqualTo("in");
    assertThat(signIn(far(), code)).isEqualTo("signed-out");
    // nor an earlier one that would still be near enough
    assertThat(signIn(far(), before)).isEqualTo("signed-out");
    staff.clock.pass(STEP);
    assertThat(signIn(far(), code())).isEqualTo("in");
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void theClockMayBeOffByOneStep(TestDatabases kind) {
    on(kind);
    switchOn();
    aStepBegins();
    var code = code();
    staff.clock.pass(STEP);
    assertThat(signIn(door, code)).isEqualTo("in");
    aStepBegins();
    code = code();
    staff.clock.pass(STEP.multipliedBy(2));
    assertThat(signIn(door, code)).isEqualTo("signed-out");
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aRecoveryCodeWorksOnceHoweverTyped(TestDatabases kind) {
    on(kind);
    var recovery = switchOn();
    var typed = recovery.get(0).replace("-", " ").toUpperCase(Locale.ROOT);
    assertThat(signIn(door, typed)).isEqualTo("in");
    assertThat(signIn(far(), recovery.get(0))).isEqualTo("signed-out");
    assertThat(signIn(door, recovery.get(1))).isEqualTo("in");
    assertThat(staff.platform.as(self, staff.factors::state))
        .isEqualTo(new SecondFactors.State(true, 8));
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void guessingOfCodesEndsFromWhateverAddress(TestDatabases kind) {
    on(kind);
    switchOn();
    for (int i = 0; i < 5; i++) {
      var address = "192.0.2." + (i + 10);
      assertThatThrownBy(
              () ->
                  door.password(joe.user().name(), joe.password().toCharArray(), "000000", address))
          .isInstanceOf(SignedOut.class);
    }
    assertThatThrownBy(
            () ->
                door.password(
                    joe.user().name(), joe.password().toCharArray(), code(), "192.0.2.99"))
        .isInstanceOf(TooMany.class);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void oneRemovesHisOwnWithPasswordAndCode(TestDatabases kind) {
    on(kind);
    switchOn();
    assertProblem("wrong-password", () -> remove("wrong", code()));
    assertProblem("wrong-code", () -> remove(joe.password(), "000000"));
    remove(joe.password(), code());
    assertThat(signIn(door, null)).isEqualTo("in");
    // and the recovery codes went with it
    assertThat(staff.platform.as(self, staff.factors::state))
        .isEqualTo(new SecondFactors.State(false, 0));
    enrol();
    assertThat(confirm(code())).hasSize(10);
  }

  private void remove(String password, String code) {
    staff.as(self, () -> staff.factors.remove(password.toCharArray(), code));
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void anAdministratorTakesALostOneAway(TestDatabases kind) {
    on(kind);
    switchOn();
    staff.factors.reset(joe.user().name());
    assertThat(signIn(door, null)).isEqualTo("in");
    assertThatThrownBy(() -> staff.factors.reset(joe.user().name())).isInstanceOf(NotFound.class);
    var boss = staff.hire(PermissionCatalogue.ADMINISTRATOR).user().name();
    var clerk = Staff.at(joe.user(), Reach.WRITE);
    assertProblem("beyond-your-own", () -> staff.as(clerk, () -> staff.factors.reset(boss)));
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aRoleThatNeedsOneCanOnlySetItUp(TestDatabases kind) {
    on(kind);
    staff.rules.modified(Staff.settings("auditor, technician"));
    var name = joe.user().name();
    var principal = door.password(name, joe.password().toCharArray(), null, HERE);
    assertThat(principal.permissions()).containsExactly(Reach.SELF);
    var session = door.open(principal, new SignIn.Origin(HERE, "a browser")).secret();
    assertThat(door.session(session, HERE).orElseThrow().principal().permissions())
        .containsExactly(Reach.SELF);
    enrol();
    confirm(code());
    assertThat(door.session(session, HERE).orElseThrow().principal().may("core.asset.read"))
        .isTrue();
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whoIsRemovedLeavesNoKeyBehind(TestDatabases kind) {
    on(kind);
    switchOn();
    staff.changes.remove(joe.user().name());
    var name = SecretName.of("core.totp-" + joe.user().id());
    assertThat(staff.platform.as(staff.platform.boss, () -> staff.secrets.get(name))).isEmpty();
  }
}
