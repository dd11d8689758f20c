// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.error.Conflict;
import io.custode.api.error.Unavailable;
import io.custode.api.id.Uuid7;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows come, change and go, on both engines. */
class StoreTest extends NoteStores {
  @ParameterizedTest
  @EnumSource
  void writesReadsChangesRemoves(TestDatabases kind) {
    on(kind);
    var at = Instant.parse("2026-03-01T12:00:00.123456Z");
    String id = Uuid7.next();
    database.as(
        BLUE,
        () ->
            notes.write(
                em -> {
                  em.persist(new NoteEntity(id, "first").written(at));
                  return 0;
                }));
    assertThat(
            database.<Instant>as(
                BLUE, () -> notes.read(em -> em.find(NoteEntity.class, id).written())))
        .isEqualTo(at);
    database.as(
        BLUE,
        () ->
            notes.write(
                em -> {
                  em.find(NoteEntity.class, id).rename("second");
                  return 0;
                }));
    assertThat(name(BLUE, id)).isEqualTo("second");
    long found =
        database.as(
            BLUE,
            () ->
                notes.read(
                    em ->
                        em.createQuery(
                                "select count(n) from NoteEntity n where n.written <= :at",
                                Long.class)
                            .setParameter("at", at)
                            .getSingleResult()));
    assertThat(found).isEqualTo(1);
    database.as(
        BLUE,
        () ->
            notes.write(
                em -> {
                  em.remove(em.find(NoteEntity.class, id));
                  return 0;
                }));
    assertThat(
            database.<Boolean>as(
                BLUE, () -> notes.read(em -> em.find(NoteEntity.class, id) == null)))
        .isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void clashesAreConflicts(TestDatabases kind) {
    on(kind);
    assertThatThrownBy(() -> add(BLUE, "mine"))
        .isInstanceOfSatisfying(
            Conflict.class, e -> assertThat(e.name()).isEqualTo("already-exists"));
    // the same name is free at another tenant
    assertThat(add(RED, "mine")).isNotEmpty();

    var stale = database.as(BLUE, () -> notes.read(em -> em.find(NoteEntity.class, mine)));
    database.as(
        BLUE,
        () ->
            notes.write(
                em -> {
                  em.find(NoteEntity.class, mine).rename("newer");
                  return 0;
                }));
    stale.rename("older");
    assertThatThrownBy(() -> database.as(BLUE, () -> notes.write(em -> em.merge(stale))))
        .isInstanceOfSatisfying(
            Conflict.class,
            e -> {
              assertThat(e.name()).isEqualTo("changed-meanwhile");
              assertThat(e).hasMessageContaining("was changed by somebody else");
            });
    assertThat(name(BLUE, mine)).isEqualTo("newer");
  }

  @ParameterizedTest
  @EnumSource
  void aClosedStoreSaysSo(TestDatabases kind) {
    on(kind);
    var unit = database.unit("pclosing", "notes/changelog.xml", NoteEntity.class);
    var store = unit.store();
    unit.close();
    assertThatThrownBy(() -> database.as(BLUE, () -> store.read(em -> 0)))
        .isInstanceOf(Unavailable.class);
  }
}
