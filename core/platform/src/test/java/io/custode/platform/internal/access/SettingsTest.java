// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.json.Json;
import io.custode.persistence.testing.TestDatabases;
import io.custode.platform.internal.Platform;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a user sets for himself is there from anywhere, his alone, and goes with him. */
class SettingsTest {
  private static final String VIEWS = "console.assets.views";

  private static Settings of(Staff people) {
    return new Settings(people.store, people.reach);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void isKeptForHimAloneUntilHeIsRemoved(TestDatabases kind) {
    var people = new Staff(new Platform(kind), Catalogues.of("core.asset.read"));
    var joe = people.hire("technician");
    var ann = people.hire("technician");
    var long1 = new Json("\"" + "è".repeat(Settings.LONGEST - 2) + "\"");
    people.as(
        Staff.at(joe.user(), Reach.SELF),
        () -> {
          of(people).set(VIEWS, new Json("[1]"));
          of(people).set("other", long1);
        });
    var elsewhere = people.otherNode();
    elsewhere.as(
        Staff.at(joe.user(), Reach.SELF),
        () -> {
          assertThat(of(elsewhere).list())
              .containsExactly(new Setting(VIEWS, new Json("[1]")), new Setting("other", long1));
          of(elsewhere).set(VIEWS, new Json("[1,2]"));
          of(elsewhere).set("other", null);
          of(elsewhere).set("never-there", null);
        });
    people.as(
        Staff.at(joe.user(), Reach.SELF),
        () ->
            assertThat(of(people).list())
                .isEqualTo(List.of(new Setting(VIEWS, new Json("[1,2]")))));
    people.as(Staff.at(ann.user(), Reach.SELF), () -> assertThat(of(people).list()).isEmpty());
    people.as(people.platform.boss, () -> people.changes.remove(joe.user().name()));
    long left =
        people.store.read(
            em ->
                em.createQuery(
                        "select count(s) from SettingEntity s where s.user = :user", Long.class)
                    .setParameter("user", joe.user().id().value())
                    .getSingleResult());
    assertThat(left).isZero();
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void isLimited(TestDatabases kind) {
    var people = new Staff(new Platform(kind), Catalogues.of("core.asset.read"));
    var joe = people.hire("technician");
    people.as(
        Staff.at(joe.user(), Reach.SELF),
        () -> {
          var settings = of(people);
          for (var name : List.of("", "Upper", "a b", "a/b", "x".repeat(101))) {
            assertThatThrownBy(() -> settings.set(name, Json.EMPTY))
                .as(name)
                .isInstanceOf(Invalid.class);
          }
          var tooLong = new Json("\"" + "x".repeat(Settings.LONGEST) + "\"");
          assertThatThrownBy(() -> settings.set(VIEWS, tooLong)).isInstanceOf(Invalid.class);
          for (int i = 0; i < Settings.MOST; i++) {
            settings.set("s" + i, Json.EMPTY);
          }
          assertThatThrownBy(() -> settings.set(VIEWS, Json.EMPTY)).isInstanceOf(Conflict.class);
          settings.set("s0", new Json("1"));
          settings.set("s1", null);
          settings.set(VIEWS, Json.EMPTY);
          assertThat(settings.list()).hasSize(Settings.MOST);
        });
  }
}
