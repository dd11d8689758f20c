// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import static io.custode.lifecycle.internal.HotPluginsTest.GREETER;
import static io.custode.lifecycle.internal.HotPluginsTest.greeter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.custode.api.error.Conflict;
import io.custode.api.plugin.KeptVersion;
import io.custode.persistence.TenantStore;
import io.custode.persistence.testing.TestDatabase;
import io.custode.persistence.testing.TestDatabases;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PluginStartTest {
  @TempDir static Path keys;
  @TempDir Path home;
  private static Publisher acme;
  private static TestDatabase database;
  private static TenantStore store;
  private Installation here;

  @BeforeAll
  static void prepare() throws Exception {
    database = TestDatabases.DERBY.open();
    store = Installation.schema(database);
    acme = Publisher.named(keys, "acme");
  }

  @AfterAll
  static void drop() {
    database.close();
  }

  @BeforeEach
  void start() throws Exception {
    acme.trustIn(home, "acme");
    here = new Installation(home, database, store);
  }

  @AfterEach
  void stop() {
    here.close();
  }

  private String source(String version) throws Exception {
    return here.file(acme.sign(greeter(version).bytes()));
  }

  @Test
  void pluginsAreThereAfterARestart() throws Exception {
    here.hot.install(source("1.0.0"));

    here.restart();

    assertThat(here.installed()).containsExactly("acmegreeter 1.0.0 ACTIVE");
    assertThat(here.node.greets()).isTrue();
  }

  @Test
  void pluginsAreThereOnANewDisk() throws Exception {
    here.hot.install(source("1.0.0"));

    here.restart("another-cache", false);

    assertThat(here.installed()).containsExactly("acmegreeter 1.0.0 ACTIVE");
    assertThat(here.node.greets()).isTrue();
  }

  @Test
  void whatAnotherNodeChangesIsHeldWhileThisOneFollows(@TempDir Path another) throws Exception {
    here.hot.install(source("1.0.0"));
    try (var there = new Installation(another, database, store)) {
      assertThat(there.node.greets()).isTrue();
      here.hot.install(source("1.1.0"));
      there.gate.told.clear();

      there.start.again();

      await().until(() -> there.gate.told.contains("open"));
      assertThat(there.gate.told).containsExactly("hold", "drain", "published 1", "open");
      assertThat(there.installed()).containsExactly("acmegreeter 1.1.0 ACTIVE");
      assertThat(there.node.plugins()).hasSize(1);

      here.hot.uninstall(GREETER);
      there.gate.told.clear();
      there.start.again();

      await().until(() -> there.gate.told.contains("open"));
      assertThat(there.gate.told).containsExactly("hold", "drain", "open");
      assertThat(there.node.plugins()).isEmpty();
    }
  }

  @Test
  void aBundleThatNobodyWroteDownGoes() throws Exception {
    here.plugins.add("plugin:acmeghost:1.0.0:00", greeter("1.0.0").bytes());

    here.restart();

    assertThat(here.node.plugins()).isEmpty();
  }

  @Test
  void safeKeepsThemStopped() throws Exception {
    here.hot.install(source("1.0.0"));

    here.restart("cache", true);

    assertThat(here.node.greets()).isFalse();
    assertThat(here.installed()).containsExactly("acmegreeter 1.0.0 HELD");
    assertThatThrownBy(() -> here.hot.install(source("1.1.0")))
        .isInstanceOf(Conflict.class)
        .hasMessageContaining("--safe");

    here.restart();
    assertThat(here.node.greets()).isTrue();
  }

  @Test
  void safeLetsThemGo() throws Exception {
    here.hot.install(source("1.0.0"));
    here.restart("cache", true);

    here.hot.uninstall(GREETER);

    assertThat(here.installed()).isEmpty();
    assertThat(here.node.plugins()).isEmpty();
  }

  @Test
  void aPluginThatIsNotPublishedAnyMoreShowsWhy() throws Exception {
    here.hot.install(source("1.0.0"));
    here.gate.publishes = false;

    here.restart();

    assertThat(here.installed()).containsExactly("acmegreeter 1.0.0 FAILED");
    assertThat(here.hot.list().get(0).detail()).isNotBlank();
    assertThat(here.start.check().detail()).contains("not [acmegreeter]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hold", "published 1", "before commit", "after commit", "open"})
  void aDeathDuringAnInstallLeavesItDoneOrNot(String where) throws Exception {
    var source = source("1.0.0");
    dieAt(where);

    assertThatThrownBy(() -> here.hot.install(source)).isInstanceOf(Killed.class);
    here.restart();

    boolean done = List.of("after commit", "open").contains(where);
    assertIs(done ? "1.0.0" : null);
    if (!done) {
      here.hot.install(source);
      assertIs("1.0.0");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"hold", "drain", "before commit", "after commit", "open"})
  void aDeathDuringAnUninstallLeavesItDoneOrNot(String where) throws Exception {
    here.hot.install(source("1.0.0"));
    dieAt(where);

    assertThatThrownBy(() -> here.hot.uninstall(GREETER)).isInstanceOf(Killed.class);
    here.restart();

    assertIs(List.of("after commit", "open").contains(where) ? null : "1.0.0");
  }

  /** A machine that is slow at its start must not lose a plugin until the next one. */
  @Test
  void whatDidNotWorkIsTriedAgain() throws Exception {
    here.hot.install(source("1.0.0"));
    here.gate.publishes = false;
    here.restart();
    assertThat(here.installed()).containsExactly("acmegreeter 1.0.0 FAILED");

    here.gate.publishes = true;

    await().until(() -> here.installed().equals(List.of("acmegreeter 1.0.0 ACTIVE")));
    await().until(() -> here.start.check().detail().equals("1 work"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"hold", "drain", "published 1", "before commit", "after commit", "open"})
  void aDeathDuringAnUpdateLeavesOneVersion(String where) throws Exception {
    here.hot.install(source("1.0.0"));
    var source = source("1.1.0");
    dieAt(where);

    assertThatThrownBy(() -> here.hot.install(source)).isInstanceOf(Killed.class);
    here.restart();

    assertIs(List.of("after commit", "open").contains(where) ? "1.1.0" : "1.0.0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hold", "drain", "published 1", "before commit", "after commit", "open"})
  void aDeathDuringARollbackLeavesOneVersion(String where) throws Exception {
    here.hot.install(source("1.0.0"));
    here.hot.install(source("1.1.0"));
    dieAt(where);

    assertThatThrownBy(() -> here.hot.rollback(GREETER, null)).isInstanceOf(Killed.class);
    here.restart();

    boolean done = List.of("after commit", "open").contains(where);
    assertIs(done ? "1.0.0" : "1.1.0");
    assertThat(here.hot.kept(GREETER))
        .extracting(KeptVersion::version)
        .containsExactly(done ? "1.1.0" : "1.0.0");
  }

  private void dieAt(String where) {
    here.gate.dies = where;
    here.store.dies = where;
  }

  private void assertIs(String version) {
    assertThat(here.node.greets()).isEqualTo(version != null);
    if (version == null) {
      assertThat(here.installed()).isEmpty();
      assertThat(here.node.plugins()).isEmpty();
    } else {
      assertThat(here.installed()).containsExactly("acmegreeter " + version + " ACTIVE");
      assertThat(here.node.plugins()).hasSize(1);
    }
  }
}
