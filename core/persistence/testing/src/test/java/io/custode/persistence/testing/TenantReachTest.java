// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.error.Conflict;
import io.custode.persistence.core.TenantBinding.Binding;
import java.sql.Connection;
import java.util.List;
import java.util.function.Consumer;
import javax.persistence.EntityManager;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever is bound to a tenant reaches its rows, and no others by any way. */
class TenantReachTest extends NoteStores {
  @ParameterizedTest
  @EnumSource
  void noQuerySeesAnotherTenant(TestDatabases kind) {
    on(kind);
    database.as(
        RED,
        () ->
            notes.write(
                em -> {
                  em.persist(new TagEntity(theirs, "red"));
                  em.find(NoteEntity.class, theirs).tagged(theirs);
                  return 0;
                }));
    database.as(
        BLUE,
        () ->
            notes.write(
                em -> {
                  em.find(NoteEntity.class, mine).tagged(theirs);
                  return 0;
                }));
    database.as(
        BLUE,
        () ->
            notes.read(
                em -> {
                  assertThat(em.find(NoteEntity.class, theirs)).isNull();
                  assertThat(names(em, "select n.name from NoteEntity n")).containsExactly("mine");
                  assertThat(
                          names(
                              em,
                              "select n.name from NoteEntity n, TagEntity t where n.tag = t.id"))
                      .isEmpty();
                  assertThat(
                          names(
                              em,
                              "select n.name from NoteEntity n join TagEntity t on n.tag = t.id"))
                      .isEmpty();
                  assertThat(
                          names(
                              em,
                              "select n.name from NoteEntity n where exists"
                                  + " (select t from TagEntity t where t.id = n.tag)"))
                      .isEmpty();
                  assertThat(
                          names(
                              em,
                              "select n.name from NoteEntity n where n.name in"
                                  + " (select m.name from NoteEntity m where m.name = 'theirs')"))
                      .isEmpty();
                  return 0;
                }));
  }

  @ParameterizedTest
  @EnumSource
  void bulkChangesStayInTheTenant(TestDatabases kind) {
    on(kind);
    int changed =
        database.as(
            BLUE,
            () ->
                notes.write(
                    em ->
                        em.createQuery("update NoteEntity n set n.name = 'taken'")
                            .executeUpdate()));
    assertThat(changed).isEqualTo(1);
    assertThat(name(RED, theirs)).isEqualTo("theirs");
    int gone =
        database.as(
            BLUE,
            () -> notes.write(em -> em.createQuery("delete from NoteEntity n").executeUpdate()));
    assertThat(gone).isEqualTo(1);
    assertThat(name(RED, theirs)).isEqualTo("theirs");
  }

  @ParameterizedTest
  @EnumSource
  void aForeignRowIsNotMerged(TestDatabases kind) {
    on(kind);
    var foreign = database.as(RED, () -> notes.read(em -> em.find(NoteEntity.class, theirs)));
    foreign.rename("stolen");
    assertThatThrownBy(() -> database.as(BLUE, () -> notes.write(em -> em.merge(foreign))))
        .isInstanceOf(Conflict.class);
    assertThat(name(RED, theirs)).isEqualTo("theirs");
  }

  @ParameterizedTest
  @EnumSource
  void criteriaQueriesAreFilteredToo(TestDatabases kind) {
    on(kind);
    var found =
        database.as(
            BLUE,
            () ->
                notes.read(
                    em -> {
                      var builder = em.getCriteriaBuilder();
                      var query = builder.createQuery(NoteEntity.class);
                      query.from(NoteEntity.class);
                      return em.createQuery(query).getResultList();
                    }));
    assertThat(found).extracting(NoteEntity::name).containsExactly("mine");
  }

  @ParameterizedTest
  @EnumSource
  void nothingBelowJpaIsReachable(TestDatabases kind) {
    on(kind);
    var attempts =
        List.<Consumer<EntityManager>>of(
            em -> em.createNativeQuery("select 1 from note"),
            em -> em.createNativeQuery("select * from note", NoteEntity.class),
            em -> em.unwrap(Connection.class),
            EntityManager::getDelegate,
            EntityManager::getTransaction,
            EntityManager::getEntityManagerFactory,
            em -> em.setProperty("custode.tenant", RED),
            em -> em.createStoredProcedureQuery("x"),
            em -> em.createQuery("select n from NoteEntity n").unwrap(Object.class),
            em -> em.getCriteriaBuilder().function("current_user", String.class));
    for (var attempt : attempts) {
      assertThatThrownBy(
              () ->
                  database.as(
                      BLUE,
                      () ->
                          notes.read(
                              em -> {
                                attempt.accept(em);
                                return 0;
                              })))
          .isInstanceOf(UnsupportedOperationException.class);
    }
    for (String jpql :
        List.of(
            "select n from NoteEntity n where SQL('1=1')",
            "select n.name from NoteEntity n where FUNCTION ('set_config', 'a', 'b') = 'b'",
            "select t from TABLE('note') t",
            "select COLUMN('tenant_id', n) from NoteEntity n")) {
      assertThatThrownBy(
              () -> database.as(BLUE, () -> notes.read(em -> em.createQuery(jpql).getResultList())))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("JPQL must not leave JPQL");
    }
    assertThatThrownBy(
            () ->
                database.as(
                    BLUE,
                    () ->
                        notes.read(
                            em ->
                                em.createQuery("select n from NoteEntity n")
                                    .setHint("eclipselink.sql.hint", "x")
                                    .getResultList())))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @EnumSource
  void unboundIsRefused(TestDatabases kind) {
    on(kind);
    assertThatIllegalStateException().isThrownBy(() -> notes.read(em -> 0));
    assertThatIllegalStateException().isThrownBy(() -> notes.write(em -> 0));
    var nobody = new Binding(null, null, false);
    assertThatIllegalStateException()
        .isThrownBy(() -> database.binding().bind(nobody, () -> notes.read(em -> 0)));
  }
}
