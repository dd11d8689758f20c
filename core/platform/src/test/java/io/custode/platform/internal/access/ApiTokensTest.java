// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.access.Principal;
import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.error.Problem;
import io.custode.api.page.PageRequest;
import io.custode.core.access.SignIn;
import io.custode.persistence.testing.TestDatabases;
import io.custode.platform.internal.Platform;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What API tokens may, who sees them, and how they end. */
class ApiTokensTest {
  private static final String HERE = "192.0.2.1";
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir static Path home;
  private static FirstStart.ShellKey shellKey;

  private Staff staff;
  private SignIn door;

  @BeforeAll
  static void makeTheKeyOfTheHome() throws Exception {
    shellKey = Staff.shellKey(home);
  }

  private void on(TestDatabases kind) {
    staff =
        new Staff(
            new Platform(kind), Catalogues.of("core.asset.read", "core.asset.write", Reach.SELF));
    door = staff.door(shellKey, staff.platform.audit);
  }

  private static Principal self(User user) {
    return user(user, Reach.SELF);
  }

  private static Principal user(User user, String... permissions) {
    return new Principal(user.kind(), user.id(), user.name(), null, Set.of(permissions));
  }

  private List<ApiToken> listed(Principal who, String of) {
    return staff.platform.as(who, () -> staff.tokens.find(of, PageRequest.first(500))).items();
  }

  private Set<String> permissions(String secret) {
    return door.token(secret, HERE).orElseThrow().permissions();
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aLimitedTokenHasOnlyWhatBothItAndItsUserMay(TestDatabases kind) {
    on(kind);
    var joe = staff.hire("technician").user().name();
    var guest = staff.hire("guest").user().name();
    var boss = staff.hire(PermissionCatalogue.ADMINISTRATOR).user().name();
    var only = Set.of("core.asset.read");
    assertThat(permissions(staff.tokens.issue(joe, "all", Set.of(), HOUR).secret()))
        .containsExactlyInAnyOrder("core.asset.read", "core.asset.write", Reach.SELF);
    assertThat(permissions(staff.tokens.issue(joe, "some", only, HOUR).secret()))
        .containsExactly("core.asset.read");
    assertThat(permissions(staff.tokens.issue(boss, "some", only, HOUR).secret()))
        .containsExactly("core.asset.read");
    assertThat(permissions(staff.tokens.issue(guest, "some", only, HOUR).secret())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aPermissionThatNobodyDeclaredIsRefused(TestDatabases kind) {
    on(kind);
    var joe = staff.hire("technician").user();
    for (var wrong : List.of("core.asset.raed", "*", "")) {
      assertThatThrownBy(() -> staff.tokens.issue(joe.name(), "x", Set.of(wrong), HOUR))
          .isInstanceOf(Invalid.class);
    }
    assertThat(listed(self(joe), null)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aRevokedTokenOpensNothingWithinASecondOnAnotherNode(TestDatabases kind) {
    on(kind);
    var joe = staff.hire("technician").user();
    var token = staff.tokens.issue(joe.name(), "x", Set.of(), HOUR);
    var far = staff.otherNode().door(shellKey, staff.platform.audit);
    assertThat(far.token(token.secret(), HERE)).isPresent();
    assertThat(door.token(token.secret(), HERE)).isPresent();
    staff.platform.as(
        self(joe),
        () -> {
          staff.tokens.revoke(token.id());
          return true;
        });
    assertThat(door.token(token.secret(), HERE)).isEmpty();
    Awaitility.await()
        .atMost(Duration.ofSeconds(1))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> far.token(token.secret(), "192.0.2." + (System.nanoTime() % 200)).isEmpty());
    assertThat(listed(self(joe), null)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void oneSeesAndRevokesHisOwnOnly(TestDatabases kind) {
    on(kind);
    var joe = staff.hire("technician").user();
    var jane = staff.hire("technician").user();
    var token = staff.tokens.issue(joe.name(), "x", Set.of("core.asset.read"), HOUR);
    assertThat(listed(self(joe), null))
        .singleElement()
        .satisfies(
            t -> {
              assertThat(t.id()).isEqualTo(token.id());
              assertThat(t.user()).isEqualTo(joe.name());
              assertThat(t.permissions()).containsExactly("core.asset.read");
              assertThat(t.usedAt()).isNull();
              assertThat(t.toString()).doesNotContain(token.secret());
            });
    assertThat(listed(self(jane), null)).isEmpty();
    assertThatThrownBy(() -> listed(self(jane), joe.name())).isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> listed(self(jane), "nobody")).isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> revoke(self(jane), token)).isInstanceOf(NotFound.class);
    assertThat(listed(user(jane, Reach.READ), joe.name())).hasSize(1);
    assertThatThrownBy(() -> revoke(user(jane, Reach.READ), token)).isInstanceOf(NotFound.class);
    revoke(user(jane, Reach.WRITE), token);
    assertThat(listed(self(joe), null)).isEmpty();
  }

  private void revoke(Principal who, ApiTokens.Issued token) {
    staff.platform.as(
        who,
        () -> {
          staff.tokens.revoke(token.id());
          return true;
        });
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void theLastUseIsNotedOnceInAWhile(TestDatabases kind) {
    on(kind);
    var joe = staff.hire("technician").user();
    var token = staff.tokens.issue(joe.name(), "x", Set.of(), HOUR);
    door.token(token.secret(), HERE);
    var first = listed(self(joe), null).get(0).usedAt();
    assertThat(first).isNotNull();
    staff.otherNode().door(shellKey, staff.platform.audit).token(token.secret(), HERE);
    assertThat(listed(self(joe), null).get(0).usedAt()).isEqualTo(first);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void nobodyIssuesMoreThanHeHas(TestDatabases kind) {
    on(kind);
    var clerk = user(staff.hire("guest").user(), Reach.WRITE, "core.asset.read");
    var boss = staff.hire(PermissionCatalogue.ADMINISTRATOR).user();
    assertThatThrownBy(
            () ->
                staff.platform.as(
                    clerk, () -> staff.tokens.issue(boss.name(), "x", Set.of(), HOUR)))
        .isInstanceOfSatisfying(
            Problem.class, e -> assertThat(e.name()).isEqualTo("beyond-your-own"));
    assertThatThrownBy(() -> staff.platform.as(clerk, () -> staff.hire("administrator")))
        .isInstanceOfSatisfying(
            Problem.class, e -> assertThat(e.name()).isEqualTo("beyond-your-own"));
    var only = Set.of("core.asset.read");
    var token = staff.platform.as(clerk, () -> staff.tokens.issue(boss.name(), "x", only, HOUR));
    assertThat(permissions(token.secret())).containsExactly("core.asset.read");
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void anothersTokenNeverGrowsPastItsIssuer(TestDatabases kind) {
    on(kind);
    var clerk = user(staff.hire("guest").user(), Reach.WRITE, "core.asset.read");
    var guest = staff.hire("guest").user().name();
    // they would be worth nothing today, and all that a technician may once he is one
    for (var only : List.of(Set.<String>of(), Set.of("core.asset.read", "core.asset.write"))) {
      assertThatThrownBy(
              () -> staff.platform.as(clerk, () -> staff.tokens.issue(guest, "x", only, HOUR)))
          .isInstanceOfSatisfying(
              Problem.class, e -> assertThat(e.name()).isEqualTo("beyond-your-own"));
    }
    var only = Set.of("core.asset.read");
    var token = staff.platform.as(clerk, () -> staff.tokens.issue(guest, "x", only, HOUR));
    staff.changes.setRole(guest, "technician");
    assertThat(permissions(token.secret())).containsExactly("core.asset.read");
    staff.platform.as(staff.platform.boss, () -> staff.tokens.issue(guest, "x", Set.of(), HOUR));
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void thereIsAnEndToTheNumberOfTokensAndEndedOnesMakeRoom(TestDatabases kind) {
    on(kind);
    var joe = staff.hire("guest").user().name();
    staff.tokens.issue(joe, "ended", Set.of(), Duration.ofSeconds(-1));
    for (int i = 0; i < 100; i++) {
      staff.tokens.issue(joe, "t" + i, Set.of(), HOUR);
    }
    assertThatThrownBy(() -> staff.tokens.issue(joe, "one more", Set.of(), HOUR))
        .isInstanceOf(Conflict.class);
  }
}
