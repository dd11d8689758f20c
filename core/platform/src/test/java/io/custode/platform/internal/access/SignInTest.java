// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.audit.Audit;
import io.custode.api.audit.AuditEntry;
import io.custode.api.audit.AuditQuery;
import io.custode.api.audit.PersonalDetail;
import io.custode.api.error.SignedOut;
import io.custode.api.error.TooMany;
import io.custode.api.json.Json;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.core.access.SignIn;
import io.custode.persistence.testing.TestDatabases;
import io.custode.platform.internal.Platform;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who gets in, by what, and until when. */
class SignInTest {
  private static final String HERE = "192.0.2.1";
  private static final String ELSEWHERE = "192.0.2.2";

  @TempDir static Path home;
  private static FirstStart.ShellKey shellKey;

  private final PermissionCatalogue catalogue = Catalogues.of("core.asset.read");
  private final Refusals refusals = new Refusals();
  private Staff staff;

  @BeforeAll
  static void makeTheKeyOfTheHome() throws Exception {
    shellKey = Staff.shellKey(home);
  }

  private void on(TestDatabases kind) {
    staff = new Staff(new Platform(kind), catalogue);
  }

  /** Each call is another node, which remembers nothing. */
  private SignIn node() {
    return staff.otherNode().door(shellKey, refusals);
  }

  private Users.WithPassword user(String role) {
    return staff.hire(role);
  }

  private String token(User user, Duration validFor) {
    return staff.tokens.issue(user.name(), "reports", Set.of(), validFor).secret();
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aPasswordOpensASessionThatEndsOnEveryNode(TestDatabases kind) {
    on(kind);
    var joe = user("technician");
    var password = joe.password().toCharArray();
    var node = node();
    var principal = node.password(joe.user().name(), password, null, HERE);
    assertThat(principal.id()).isEqualTo(joe.user().id());
    assertThat(principal.permissions()).containsExactly("core.asset.read");
    assertThat(password).containsOnly('\0');
    var session = node.open(principal, new SignIn.Origin(HERE, "a browser"));
    assertThat(node().session(session.secret(), HERE)).contains(session);
    node.close(session.secret());
    node.close(session.secret());
    assertThat(node.session(session.secret(), HERE)).isEmpty();
    assertThat(node().session(session.secret(), HERE)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aWrongNameIsNotToldFromAWrongPassword(TestDatabases kind) {
    on(kind);
    var user = user("technician").user();
    var joe = user.name();
    var node = node();
    assertThatThrownBy(() -> node.password(joe, "guess".toCharArray(), null, HERE))
        .isInstanceOf(SignedOut.class)
        .hasMessage(new SignedOut().getMessage());
    assertThatThrownBy(() -> node.password("nobody-" + joe, "guess".toCharArray(), null, HERE))
        .isInstanceOf(SignedOut.class)
        .hasMessage(new SignedOut().getMessage());
    // a password typed into the field for the name is kept nowhere
    assertThatThrownBy(() -> node.password("My Secret!", "".toCharArray(), null, HERE))
        .isInstanceOf(SignedOut.class);
    assertThat(refusals.targets).containsExactly("user/" + user.id(), "user/?", "user/?");
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void guessingEndsForWhoGuessesAlone(TestDatabases kind) {
    on(kind);
    var joe = user("technician");
    var name = joe.user().name();
    var node = node();
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> node.password(name, "guess".toCharArray(), null, HERE))
          .isInstanceOf(SignedOut.class);
    }
    assertThatThrownBy(() -> node.password(name, joe.password().toCharArray(), null, HERE))
        .isInstanceOf(TooMany.class);
    assertThat(node.password(name, joe.password().toCharArray(), null, ELSEWHERE).name())
        .isEqualTo(name);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aTokenActsForItsUserUntilItEnds(TestDatabases kind) {
    on(kind);
    var joe = user("guest").user();
    var ended = token(joe, Duration.ofSeconds(-1));
    var valid = token(joe, Duration.ofHours(1));
    var node = node();
    assertThat(node.token(valid, HERE))
        .hasValueSatisfying(p -> assertThat(p.id()).isEqualTo(joe.id()));
    assertThat(node.token(ended, HERE)).isEmpty();
    assertThat(node.token(valid + "x", HERE)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aTokenIsNoSessionNorASessionAToken(TestDatabases kind) {
    on(kind);
    var joe = user("guest");
    var token = token(joe.user(), Duration.ofHours(1));
    var node = node();
    var principal = node.token(token, HERE).orElseThrow();
    var session = node.open(principal, new SignIn.Origin(HERE, "a browser"));
    assertThat(node.session(session.secret(), HERE)).isPresent();
    // also while both are remembered
    assertThat(node.session(token, HERE)).isEmpty();
    assertThat(node.token(session.secret(), HERE)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void theKeyOfTheHomeLetsAdministratorsIn(TestDatabases kind) throws Exception {
    on(kind);
    var boss = user(PermissionCatalogue.ADMINISTRATOR).user().name();
    var joe = user("technician").user().name();
    var node = node();
    var key =
        KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(shellKey.encoded()));
    PublicKey another = KeyPairGenerator.getInstance("RSA").generateKeyPair().getPublic();
    assertThat(node.publicKey(boss, key, "192.0.2.1"))
        .hasValueSatisfying(p -> assertThat(p.may("anything.at.all")).isTrue());
    assertThat(node.publicKey(joe, key, "192.0.2.1")).isEmpty();
    assertThat(node.publicKey(boss, another, "192.0.2.1")).isEmpty();
  }

  /** Keeps whose sign-in was refused. */
  private static final class Refusals implements Audit {
    private final List<String> targets = new ArrayList<>();

    @Override
    public void record(String verb, String target, Json detail) {
      throw new AssertionError("only refusals are told here");
    }

    @Override
    public void refused(String verb, String target, String why) {
      targets.add(target);
    }

    @Override
    public void record(String verb, String target, Json detail, PersonalDetail personal) {
      throw new AssertionError("only refusals are told here");
    }

    @Override
    public void refused(String verb, String target, String why, PersonalDetail personal) {
      refused(verb, target, why);
    }

    @Override
    public Page<AuditEntry> find(AuditQuery query, PageRequest page) {
      return new Page<>(List.of(), null);
    }
  }
}
