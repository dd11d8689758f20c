// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import static io.custode.lifecycle.internal.HotPluginsTest.greeter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.access.Principal;
import io.custode.api.access.Principal.Kind;
import io.custode.api.error.Conflict;
import io.custode.api.error.Forbidden;
import io.custode.api.error.NotFound;
import io.custode.api.error.Problem;
import io.custode.api.plugin.InstallChoice;
import io.custode.lifecycle.internal.Approval.State;
import io.custode.persistence.testing.TestDatabases;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A plugin that asks for more: somebody agrees, and where the MSP wants that somebody else does.
 */
class ApprovalTest {
  private static final Principal ADA = TestPlatform.principal(Kind.TECHNICIAN, "ada", "*");
  private static final Principal BOB = TestPlatform.principal(Kind.TECHNICIAN, "bob", "*");
  private static final Principal NOVICE =
      TestPlatform.principal(Kind.TECHNICIAN, "novice", "core.plugin.install");
  private static final InstallChoice AGREED = new InstallChoice(false, Set.of(), false, true);

  @TempDir static Path keys;
  @TempDir Path home;
  private static Publisher acme;

  @BeforeAll
  static void prepare() throws Exception {
    acme = Publisher.named(keys, "acme");
  }

  private void with(TestDatabases kind, Installation.Work work) throws Exception {
    Installation.with(
        kind,
        home,
        acme,
        here -> {
          here.platform.signIn(ADA);
          work.on(here);
        });
  }

  private static String source(Installation here, String version, String capabilities)
      throws Exception {
    var jar = greeter(version).header("Custode-Capabilities", capabilities);
    return here.file(acme.sign(jar.bytes()));
  }

  private static SecondPerson second(Installation here, Clock clock) {
    return new SecondPerson(here.rows, here.platform, here.platform, here.settings, clock);
  }

  private static void assertRefused(String problem, String part, ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(
            Problem.class,
            e -> {
              assertThat(e.name()).isEqualTo(problem);
              assertThat(e.what() + " " + e.todo()).contains(part);
            });
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void onlyWhoAgreesGetsAVersionThatAsksForMore(TestDatabases kind) throws Exception {
    with(
        kind,
        here -> {
          here.hot.install(source(here, "1.0.0", "ui:nav.page,tenants:all"));
          here.hot.install(source(here, "1.1.0", "ui:nav.page"));

          var wider = source(here, "1.2.0", "ui:nav.page,secret:acme.key,verb:run-script");
          assertRefused(
              "plugin-asks-for-more",
              "secret:acme.key, verb:run-script",
              () -> here.hot.install(wider));
          assertThat(here.installed()).containsExactly("acmegreeter 1.1.0 ACTIVE");
          // what ran here was agreed to
          here.hot.rollback(HotPluginsTest.GREETER, "1.0.0", InstallChoice.NOTHING);
          here.hot.rollback(HotPluginsTest.GREETER, "1.1.0", InstallChoice.NOTHING);

          here.hot.install(wider, AGREED);

          assertThat(here.installed()).containsExactly("acmegreeter 1.2.0 ACTIVE");
          assertThat(second(here, here.clock).list()).isEmpty();
        });
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aSecondPersonApprovesThatVeryJar(TestDatabases kind) throws Exception {
    with(
        kind,
        here -> {
          here.askSecondPerson();
          var second = second(here, here.clock);
          // what asks for nothing needs nobody
          here.hot.install(source(here, "1.0.0", ""));

          var wider = source(here, "1.1.0", "tenants:all");
          assertRefused(
              "plugin-needs-approval", "tenants:all", () -> here.hot.install(wider, AGREED));
          assertRefused(
              "plugin-needs-approval", "tenants:all", () -> here.hot.install(wider, AGREED));
          assertThat(here.installed()).containsExactly("acmegreeter 1.0.0 ACTIVE");
          var asked = second.list();
          assertThat(asked).as("asked once").hasSize(1);
          var id = asked.get(0).id();
          assertThat(asked.get(0).capabilities()).isEqualTo("tenants:all");
          assertThat(asked.get(0).askedBy()).isEqualTo(ADA.id().value());

          assertRefused("same-person", "yourself", () -> second.approve(id));
          here.platform.signIn(NOVICE);
          assertThatThrownBy(() -> second.approve(id)).isInstanceOf(Forbidden.class);
          here.platform.signIn(BOB);
          assertThatThrownBy(() -> second.approve("none")).isInstanceOf(NotFound.class);
          assertThat(second.approve(id).state()).isEqualTo(State.APPROVED);

          here.platform.signIn(ADA);
          var other = source(here, "1.1.0", "tenants:all,secret:acme.key");
          assertRefused(
              "plugin-needs-approval", "secret:acme.key", () -> here.hot.install(other, AGREED));
          here.hot.install(wider, AGREED);

          assertThat(here.installed()).containsExactly("acmegreeter 1.1.0 ACTIVE");
          assertThat(second.list())
              .extracting(Approval::state)
              .containsExactly(State.ASKED, State.USED);
          here.platform.signIn(BOB);
          assertRefused("approval-over", "asks anew", () -> second.approve(id));
          assertThat(here.platform.audited)
              .contains(
                  "ada core.plugin.ask-approval plugin/acmegreeter",
                  "bob core.plugin.approve plugin/acmegreeter")
              .anyMatch(line -> line.startsWith("ada refused core.plugin.approve"));
          assertThat(here.platform.published())
              .contains("PluginApprovalAsked", "PluginApprovalDecided");
        });
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aFirstInstallNeedsHimToo(TestDatabases kind) throws Exception {
    with(
        kind,
        here -> {
          here.askSecondPerson();
          var second = second(here, here.clock);
          var source = source(here, "1.0.0", "tenants:all");
          assertRefused("plugin-needs-approval", "tenants:all", () -> here.hot.install(source));
          here.platform.signIn(BOB);
          var declined = second.decline(second.list().get(0).id(), "not with our customers");
          assertThat(declined.state()).isEqualTo(State.DECLINED);

          here.platform.signIn(ADA);
          assertRefused(
              "plugin-declined", "not with our customers", () -> here.hot.install(source));

          here.platform.signIn(BOB);
          second.approve(declined.id());
          here.hot.install(source);
          assertThat(here.installed()).containsExactly("acmegreeter 1.0.0 ACTIVE");
        });
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void anApprovalEndsAfterSevenDays(TestDatabases kind) throws Exception {
    with(
        kind,
        here -> {
          here.askSecondPerson();
          var source = source(here, "1.0.0", "tenants:all");
          assertRefused("plugin-needs-approval", "tenants:all", () -> here.hot.install(source));
          here.platform.signIn(BOB);
          var id = second(here, here.clock).list().get(0).id();
          var later = second(here, Clock.offset(here.clock, Duration.ofDays(8)));

          assertThat(later.list()).extracting(Approval::state).containsExactly(State.EXPIRED);
          assertThatThrownBy(() -> later.approve(id)).isInstanceOf(Conflict.class);
          var plugin =
              PluginJar.of(
                  new JarCheck(home.resolve("check"), here.clock)
                      .check(JarSource.read(source), Trust.of(Set.of(acme.certificate()))));
          var plan = here.hot.plan(source);
          assertRefused(
              "plugin-needs-approval",
              "tenants:all",
              () -> later.require(plugin, Optional.empty(), plan));
          assertThat(later.list()).hasSize(2);
        });
  }
}
