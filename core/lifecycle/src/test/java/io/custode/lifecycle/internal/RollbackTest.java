// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import static io.custode.lifecycle.internal.HotPluginsTest.GREETER;
import static io.custode.lifecycle.internal.HotPluginsTest.broken;
import static io.custode.lifecycle.internal.HotPluginsTest.greeter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.error.Conflict;
import io.custode.api.error.NotFound;
import io.custode.api.plugin.KeptVersion;
import io.custode.persistence.testing.TestDatabases;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was there before can come back. */
class RollbackTest {
  @TempDir static Path keys;
  @TempDir Path home;
  private static Publisher acme;

  @BeforeAll
  static void prepare() throws Exception {
    acme = Publisher.named(keys, "acme");
  }

  private void with(TestDatabases kind, Installation.Work work) throws Exception {
    Installation.with(kind, home, acme, work);
  }

  private static void install(Installation here, TestJar jar) throws Exception {
    here.hot.install(here.file(acme.sign(jar.bytes())));
  }

  private static List<String> kept(Installation here) {
    return here.hot.kept(GREETER).stream().map(KeptVersion::version).toList();
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void theLastThreeVersionsAreThere(TestDatabases kind) throws Exception {
    with(
        kind,
        here -> {
          for (var version : List.of("1.0.0", "1.1.0", "1.2.0", "1.3.0")) {
            install(here, greeter(version));
          }

          assertThat(kept(here)).containsExactly("1.2.0", "1.1.0");
          assertThat(jars(here)).isEqualTo(3);

          assertThat(here.hot.rollback(GREETER, null).version()).isEqualTo("1.2.0");
          assertThat(here.installed()).containsExactly("acmegreeter 1.2.0 ACTIVE");
          assertThat(kept(here)).containsExactly("1.3.0", "1.1.0");

          here.hot.rollback(GREETER, "1.1.0");
          assertThat(here.installed()).containsExactly("acmegreeter 1.1.0 ACTIVE");
          assertThat(kept(here)).containsExactly("1.2.0", "1.3.0");
          assertThat(here.node.touched()).containsOnly("acme-acmegreeter");
          assertThat(here.platform.audited)
              .contains("boss core.plugin.rollback plugin/acmegreeter");

          here.restart("another-disk", false);
          assertThat(here.installed()).containsExactly("acmegreeter 1.1.0 ACTIVE");

          here.hot.uninstall(GREETER);
          assertThat(jars(here)).isZero();
        });
  }

  private static long jars(Installation here) {
    return here.rows.read(
        em -> em.createQuery("select count(j) from JarEntity j", Long.class).getSingleResult());
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aPlanSaysWhatItWouldDo(TestDatabases kind) throws Exception {
    with(
        kind,
        here -> {
          install(here, greeter("1.0.0"));
          install(here, greeter("1.1.0"));

          var plan = here.hot.planRollback(GREETER, null);

          assertThat(plan.verb()).isEqualTo("rollback");
          assertThat(plan.version()).isEqualTo("1.0.0");
          assertThat(plan.stop()).containsExactly("acme-acmegreeter");
          assertThat(plan.refused()).isEmpty();
          assertThat(here.installed()).containsExactly("acmegreeter 1.1.0 ACTIVE");
        });
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void onlyToWhatIsKept(TestDatabases kind) throws Exception {
    with(
        kind,
        here -> {
          assertThatThrownBy(() -> here.hot.rollback(GREETER, null)).isInstanceOf(NotFound.class);
          install(here, greeter("1.0.0"));
          assertThatThrownBy(() -> here.hot.rollback(GREETER, null)).isInstanceOf(NotFound.class);
          assertThatThrownBy(() -> here.hot.rollback(GREETER, "0.9.0"))
              .isInstanceOf(NotFound.class);
          assertThat(here.installed()).containsExactly("acmegreeter 1.0.0 ACTIVE");
        });
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void notToAPublisherWhoIsNotTrustedAnyMore(TestDatabases kind) throws Exception {
    with(
        kind,
        here -> {
          install(here, greeter("1.0.0"));
          install(here, greeter("1.1.0"));
          Files.delete(home.resolve("keys/publishers/acme.pem"));

          assertThatThrownBy(() -> here.hot.rollback(GREETER, null))
              .isInstanceOfSatisfying(
                  Conflict.class, e -> assertThat(e.name()).isEqualTo("publisher-unknown"));
          assertThat(here.installed()).containsExactly("acmegreeter 1.1.0 ACTIVE");
        });
  }

  /** It worked then; what it needs may have gone since. */
  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatDoesNotWorkAnyMoreLeavesAllAsItWas(TestDatabases kind) throws Exception {
    with(
        kind,
        here -> {
          install(here, greeter("1.0.0"));
          install(here, greeter("1.1.0"));
          here.gate.publishes = false;

          assertThatThrownBy(() -> here.hot.rollback(GREETER, null)).isInstanceOf(Conflict.class);

          here.gate.publishes = true;
          assertThat(here.node.plugins()).singleElement().asString().contains(":1.1.0:");
          assertThat(here.hot.list()).singleElement().matches(p -> p.version().equals("1.1.0"));
          assertThat(kept(here)).containsExactly("1.0.0");
        });
  }

  /** An update that failed is none to go back from. */
  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatNeverRanIsNotKept(TestDatabases kind) throws Exception {
    with(
        kind,
        here -> {
          install(here, greeter("1.0.0"));
          assertThatThrownBy(() -> install(here, broken("1.1.0"))).isInstanceOf(Conflict.class);

          assertThat(kept(here)).isEmpty();
          assertThat(jars(here)).isEqualTo(1);
        });
  }
}
