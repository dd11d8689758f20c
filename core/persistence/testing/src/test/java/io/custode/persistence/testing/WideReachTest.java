// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.error.Problem;
import io.custode.api.id.Uuid7;
import io.custode.persistence.core.TenantBinding.Binding;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.persistence.EntityManager;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows of more than one tenant: fleet views and the tables of the provider. */
class WideReachTest extends NoteStores {
  @ParameterizedTest
  @EnumSource
  void aFleetViewShowsWhatItsViewerSees(TestDatabases kind) {
    on(kind);
    String boss = Uuid7.next();
    String joe = Uuid7.next();
    database.see(boss, BLUE);
    database.see(boss, RED);
    database.see(joe, RED);
    assertThat(fleet(boss)).containsExactly("mine", "theirs");
    assertThat(fleet(joe)).containsExactly("theirs");
    assertThat(fleet(Uuid7.next())).isEmpty();
    assertThat(
            database.<FleetNoteEntity>viewing(
                joe, () -> notes.read(em -> em.find(FleetNoteEntity.class, mine))))
        .isNull();
    assertThatIllegalStateException().isThrownBy(() -> database.as(BLUE, () -> readFleet()));
  }

  private List<String> fleet(String viewer) {
    return database.viewing(viewer, this::readFleet);
  }

  private List<String> readFleet() {
    return notes.read(em -> names(em, "select f.name from FleetNoteEntity f order by f.name"));
  }

  @ParameterizedTest
  @EnumSource
  void aPersonWithoutATenantIsToldToChooseOne(TestDatabases kind) {
    on(kind);
    String boss = Uuid7.next();
    database.see(boss, BLUE);
    var attempts =
        List.<Supplier<Object>>of(
            () -> notes.read(em -> em.find(NoteEntity.class, mine)),
            () -> notes.read(em -> names(em, "select n.name from NoteEntity n")),
            () ->
                notes.read(
                    em ->
                        names(
                            em,
                            "select f.name from FleetNoteEntity f, NoteEntity n"
                                + " where n.id = f.id")),
            () -> notes.write(em -> 0));
    for (var attempt : attempts) {
      assertThatThrownBy(() -> database.viewing(boss, attempt))
          .isInstanceOfSatisfying(
              Problem.class,
              e -> {
                assertThat(e.kind()).isEqualTo(Problem.Kind.INVALID);
                assertThat(e.name()).isEqualTo("tenant-needed");
                assertThat(e.todo()).startsWith("Choose a tenant:");
              });
    }
    // a part of the platform has nobody to ask
    var part = new Binding(null, boss, true);
    assertThatIllegalStateException()
        .isThrownBy(() -> database.binding().bind(part, attempts.get(1)));
  }

  @ParameterizedTest
  @EnumSource
  void writesToAFleetViewAreRefused(TestDatabases kind) {
    on(kind);
    String boss = Uuid7.next();
    database.see(boss, BLUE);
    var both = new Binding(BLUE, boss, true);
    var attempts =
        List.<Consumer<EntityManager>>of(
            em -> em.persist(new FleetNoteEntity("x")),
            em -> em.merge(new FleetNoteEntity(mine)),
            em -> em.remove(em.find(FleetNoteEntity.class, mine)),
            em -> em.find(FleetNoteEntity.class, mine).rename("x"),
            em -> em.createQuery("update FleetNoteEntity f set f.name = 'x'").executeUpdate(),
            em -> em.createQuery("delete from FleetNoteEntity f").executeUpdate());
    for (var attempt : attempts) {
      assertThatIllegalStateException()
          .isThrownBy(
              () ->
                  database
                      .binding()
                      .bind(
                          both,
                          () ->
                              notes.write(
                                  em -> {
                                    attempt.accept(em);
                                    return 0;
                                  })))
          .withMessageContaining("fleet view");
    }
  }

  @ParameterizedTest
  @EnumSource
  void providerWideTablesNeedTheProvider(TestDatabases kind) {
    on(kind);
    String id = Uuid7.next();
    database.provider(
        () ->
            notes.write(
                em -> {
                  em.persist(new SettingEntity(id, "on"));
                  return 0;
                }));
    assertThat(
            database.<String>provider(
                () -> notes.read(em -> em.find(SettingEntity.class, id).text())))
        .isEqualTo("on");
    database.provider(
        () ->
            notes.write(
                em -> {
                  em.find(SettingEntity.class, id).say("changed");
                  return 0;
                }));
    assertThat(
            database.<String>provider(
                () -> notes.read(em -> em.find(SettingEntity.class, id).text())))
        .isEqualTo("changed");
    assertThat(
            database.<Integer>provider(
                () ->
                    notes.write(
                        em ->
                            em.createQuery("update SettingEntity s set s.text = 'off'")
                                .executeUpdate())))
        .isPositive();
    for (String jpql :
        List.of(
            "select s.text from SettingEntity s",
            "select n.name from NoteEntity n, SettingEntity s where s.id = n.id",
            "select n.name from NoteEntity n where exists (select s from SettingEntity s)")) {
      assertThatIllegalStateException()
          .isThrownBy(() -> database.as(BLUE, () -> notes.read(em -> names(em, jpql))));
    }
    assertThatIllegalStateException()
        .isThrownBy(
            () -> database.as(BLUE, () -> notes.read(em -> em.find(SettingEntity.class, id))));
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                database.as(
                    BLUE,
                    () ->
                        notes.write(
                            em -> {
                              em.persist(new SettingEntity("x", "y"));
                              return 0;
                            })));
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                database.provider(
                    () ->
                        notes.write(
                            em -> {
                              em.persist(new NoteEntity("x", "y"));
                              return 0;
                            })));
  }
}
