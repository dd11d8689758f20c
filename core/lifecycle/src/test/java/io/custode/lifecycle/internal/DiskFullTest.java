// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import static io.custode.lifecycle.internal.HotPluginsTest.GREETER;
import static io.custode.lifecycle.internal.HotPluginsTest.broken;
import static io.custode.lifecycle.internal.HotPluginsTest.greeter;
import static io.custode.lifecycle.internal.WordPlugin.MORE;
import static io.custode.lifecycle.internal.WordPlugin.REWRITE;
import static io.custode.lifecycle.internal.WordPlugin.TABLE;
import static io.custode.lifecycle.internal.WordPlugin.isKept;
import static io.custode.lifecycle.internal.WordPlugin.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.custode.api.error.Problem;
import io.custode.persistence.internal.database.Settings;
import io.custode.persistence.testing.TestDatabase;
import io.custode.persistence.testing.TestDatabases;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The node's disk, and Derby's with it, is full at each point of a change: what is there afterwards
 * is old or new, whoever asked for it is told so, and the same works once there is room.
 */
class DiskFullTest {
  private static final boolean ALL = "all".equals(System.getProperty("custode.test.deaths"));
  private static final Duration BACK = Duration.ofSeconds(60);

  /** So that the database has no room for it either: Derby keeps some for its log. */
  private static final int LARGE = 6 << 20;

  private static final Set<Faults> INSTALL =
      EnumSet.of(
          Faults.BEGUN,
          Faults.HELD,
          Faults.STOPPED,
          Faults.STARTED,
          Faults.COMMITTED,
          Faults.SETTLED,
          Faults.OPENED);
  private static final Set<Faults> UPDATE = EnumSet.range(Faults.BEGUN, Faults.REMOVED);
  private static final Set<Faults> TAKING_BACK = EnumSet.range(Faults.FAILED, Faults.STARTED_AGAIN);

  /** Where a node writes to its own disk afterwards: PostgreSQL has another. */
  private static final Set<Faults> OF_THE_NODE =
      EnumSet.of(Faults.BEGUN, Faults.HELD, Faults.STOPPED, Faults.REMOVED, Faults.TAKEN_OUT);

  @TempDir static Path keys;
  @TempDir Path mounted;
  private static Publisher acme;

  @BeforeAll
  static void prepare() throws Exception {
    acme = Publisher.named(keys, "acme");
  }

  @AfterEach
  void nothingHappensAnyMore() {
    Faults.happens = Faults::die;
  }

  /** A change, and what is there after it. */
  private record Course(
      @Nullable String from, TestJar jar, String changelog, boolean works, String word) {}

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void anInstallIsDoneOrNeverWas(TestDatabases kind) throws Exception {
    each(kind, INSTALL, new Course(null, large(greeter("1.1.0")), TABLE, true, "old"));
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void anUpdateThatOnlyAddsIsDoneOrNeverWas(TestDatabases kind) throws Exception {
    each(kind, UPDATE, new Course("1.0.0", large(greeter("1.1.0")), TABLE + MORE, true, "old"));
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void anUpdateThatRewritesIsDoneOrNeverWas(TestDatabases kind) throws Exception {
    var points = EnumSet.copyOf(UPDATE);
    points.remove(Faults.EXPANDED);
    each(kind, points, new Course("1.0.0", large(greeter("1.1.0")), TABLE + REWRITE, true, "new"));
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void oneThatDoesNotWorkNeverWas(TestDatabases kind) throws Exception {
    each(
        kind,
        TAKING_BACK,
        new Course("1.0.0", large(broken("1.1.0")), TABLE + REWRITE, false, "new"));
  }

  /** It is the node's that is full: what can be read from the database is not blamed. */
  @Test
  void aPlanNamesTheDisk() throws Exception {
    try (var disk = SmallDisk.at(mounted, "64m");
        var database = TestDatabases.POSTGRESQL.open()) {
      acme.trustIn(mounted, "acme");
      try (var here = new Installation(mounted, database, Installation.schema(database))) {
        var source = WordPlugin.source(acme, here, large(greeter("1.0.0")), TABLE);
        disk.fill();

        assertThatThrownBy(() -> here.hot.plan(source))
            .isInstanceOfSatisfying(
                Problem.class, e -> assertThat(e.name()).as(e.what()).isEqualTo("disk-full"));

        disk.makeRoom();
        assertThat(here.hot.plan(source).refused()).isEmpty();
      }
    }
  }

  private static TestJar large(TestJar jar) {
    var content = new byte[LARGE];
    new Random(1).nextBytes(content);
    return jar.entry("content", content);
  }

  private void each(TestDatabases kind, Set<Faults> points, Course course) throws Exception {
    try (var disk = SmallDisk.at(mounted, "128m");
        var made = kind.open()) {
      acme.trustIn(mounted, "acme");
      var settings =
          kind == TestDatabases.DERBY
              ? new Settings("jdbc:derby:" + mounted.resolve("db"), "", "", 10)
              : made.settings();
      for (var point : points) {
        if (kind == TestDatabases.POSTGRESQL && !ALL && !OF_THE_NODE.contains(point)) {
          continue;
        }
        try (var database = TestDatabase.at(settings);
            var here = new Installation(mounted, database, Installation.schema(database))) {
          change(here, disk, point, course);
          here.hot.uninstall(GREETER);
          here.hot.purge(GREETER);
        }
      }
    }
  }

  private static void change(Installation here, SmallDisk disk, Faults point, Course course)
      throws Exception {
    if (course.from() != null) {
      here.hot.install(WordPlugin.source(acme, here, greeter(course.from()), TABLE));
    }
    var source = WordPlugin.source(acme, here, course.jar(), course.changelog());
    Faults.happens =
        at -> {
          if (at == point) {
            disk.fill();
          }
        };
    var refused = tried(here, source);
    Faults.happens = Faults::die;
    if (refused != null) {
      assertTrue(here, point, course, refused);
    }
    disk.makeRoom();
    await()
        .atMost(BACK)
        .ignoreExceptions()
        .untilAsserted(() -> assertOneOfBoth(here, point, course, refused == null));
    if (refused != null && course.works()) {
      here.hot.install(source, Installation.AGREED);
      assertOneOfBoth(here, point, course, true);
    }
    here.restart();
    assertOneOfBoth(here, point, course, course.works());
  }

  private static @Nullable Problem tried(Installation here, String source) {
    try {
      here.hot.install(source, Installation.AGREED);
      return null;
    } catch (Problem e) {
      return e;
    }
  }

  /** While the disk is still full: what was said is so. */
  private static void assertTrue(Installation here, Faults point, Course course, Problem refused) {
    var said = point + ": " + refused.what() + " " + refused.todo();
    if (refused.what().contains("tries by itself")) {
      assertThat(refused.name()).as(said).isEqualTo("plugin-not-back-yet");
      return;
    }
    assertThat(refused.what()).as(said).containsAnyOf("as it was before", "nothing was changed");
    assertThat(here.node.greets()).as(said).isEqualTo(course.from() != null);
    if (course.works()) {
      assertThat(refused.what()).as(said).contains("disk", "full");
      assertThat(said).doesNotContain("publisher");
    }
  }

  private static void assertOneOfBoth(Installation here, Faults point, Course course, boolean done)
      throws Exception {
    var version = done ? "1.1.0" : course.from();
    if (version == null) {
      assertThat(here.installed()).as("%s", point).isEmpty();
      assertThat(here.node.plugins()).as("%s", point).isEmpty();
      return;
    }
    assertThat(here.installed())
        .as("%s", point)
        .containsExactly("acmegreeter " + version + " ACTIVE");
    assertThat(here.node.greets()).as("%s", point).isTrue();
    assertThat(here.node.plugins()).as("%s", point).hasSize(1);
    assertThat(words(here.database)).as("%s", point).containsExactly(done ? course.word() : "old");
    assertThat(isKept(here.database)).as("%s", point).isFalse();
  }
}
