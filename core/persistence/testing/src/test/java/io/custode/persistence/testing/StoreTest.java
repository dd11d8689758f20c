// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.error.Conflict;
import io.custode.api.error.Problem;
import io.custode.api.id.Uuid7;
import io.custode.persistence.TenantStore;
import io.custode.persistence.core.TenantBinding.Binding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.persistence.EntityManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a store gives and refuses, on both engines. */
class StoreTest {
  private static final Map<TestDatabases, TestDatabase> OPEN = new EnumMap<>(TestDatabases.class);
  private static final String BLUE = "blue";
  private static final String RED = "red";

  private TestDatabase database;
  private TenantStore notes;
  private TenantStore other;
  private String mine;
  private String theirs;

  private static final Map<TestDatabases, TenantStore[]> STORES =
      new EnumMap<>(TestDatabases.class);

  private void on(TestDatabases kind) {
    database = OPEN.computeIfAbsent(kind, TestDatabases::open);
    var stores =
        STORES.computeIfAbsent(
            kind,
            k ->
                new TenantStore[] {
                  database.schema(
                      "pnotes",
                      "notes/changelog.xml",
                      NoteEntity.class,
                      TagEntity.class,
                      SettingEntity.class,
                      LogLineEntity.class,
                      FleetNoteEntity.class),
                  database.schema("pother", "notes/changelog.xml", NoteEntity.class)
                });
    notes = stores[0];
    other = stores[1];
    database.as(BLUE, () -> notes.write(this::clear));
    database.as(RED, () -> notes.write(this::clear));
    mine = add(BLUE, "mine");
    theirs = add(RED, "theirs");
  }

  private int clear(EntityManager em) {
    em.createQuery("delete from TagEntity t").executeUpdate();
    return em.createQuery("delete from NoteEntity n").executeUpdate();
  }

  private String add(String tenant, String name) {
    String id = Uuid7.next();
    database.as(
        tenant,
        () ->
            notes.write(
                em -> {
                  em.persist(new NoteEntity(id, name));
                  return id;
                }));
    return id;
  }

  private String name(String tenant, String id) {
    return database.as(tenant, () -> notes.read(em -> em.find(NoteEntity.class, id).name()));
  }

  @AfterAll
  static void drop() {
    OPEN.values().forEach(TestDatabase::close);
  }

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

  private static List<String> names(EntityManager em, String jpql) {
    return em.createQuery(jpql, String.class).getResultList();
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
  void nothingBelowJpaIsReachable(TestDatabases kind) {
    on(kind);
    var attempts =
        List.<java.util.function.Consumer<EntityManager>>of(
            em -> em.createNativeQuery("select 1 from note"),
            em -> em.createNativeQuery("select * from note", NoteEntity.class),
            em -> em.unwrap(java.sql.Connection.class),
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

  private List<String> fleet(String viewer) {
    return database.viewing(viewer, this::readFleet);
  }

  private List<String> readFleet() {
    return notes.read(em -> names(em, "select f.name from FleetNoteEntity f order by f.name"));
  }

  @ParameterizedTest
  @EnumSource
  void writesToAFleetViewAreRefused(TestDatabases kind) {
    on(kind);
    String boss = Uuid7.next();
    database.see(boss, BLUE);
    var both = new Binding(BLUE, boss, true);
    var attempts =
        List.<java.util.function.Consumer<EntityManager>>of(
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

  @ParameterizedTest
  @EnumSource
  void oneTransactionTouchesOneSchema(TestDatabases kind) {
    on(kind);
    assertThatIllegalStateException()
        .isThrownBy(() -> database.as(BLUE, () -> notes.write(em -> other.read(em2 -> 0))))
        .withMessageContaining("pother is refused");
    assertThat(database.<Integer>as(BLUE, () -> other.read(em -> 7))).isEqualTo(7);
  }

  @ParameterizedTest
  @EnumSource
  void innerCallsJoin(TestDatabases kind) {
    on(kind);
    String id = Uuid7.next();
    database.as(
        BLUE,
        () ->
            notes.write(
                em -> {
                  em.persist(new NoteEntity(id, "outer"));
                  assertThat(notes.<String>read(em2 -> em2.find(NoteEntity.class, id).name()))
                      .isEqualTo("outer");
                  return notes.write(
                      em2 -> {
                        em2.find(NoteEntity.class, id).rename("inner");
                        return 0;
                      });
                }));
    assertThat(name(BLUE, id)).isEqualTo("inner");
    assertThatIllegalStateException()
        .isThrownBy(() -> database.as(BLUE, () -> notes.read(em -> notes.write(em2 -> 0))))
        .withMessageContaining("inside a read");
  }

  @ParameterizedTest
  @EnumSource
  void aFailedInnerCallStopsTheWhole(TestDatabases kind) {
    on(kind);
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                database.as(
                    BLUE,
                    () ->
                        notes.write(
                            em -> {
                              em.find(NoteEntity.class, mine).rename("half");
                              try {
                                notes.write(
                                    em2 -> {
                                      throw new IllegalArgumentException("inner");
                                    });
                              } catch (IllegalArgumentException e) {
                                assertThat(e).hasMessage("inner");
                              }
                              return 0;
                            })));
    assertThat(name(BLUE, mine)).isEqualTo("mine");
  }

  @ParameterizedTest
  @EnumSource
  void anExceptionRollsBackAndComesThrough(TestDatabases kind) {
    on(kind);
    assertThatThrownBy(
            () ->
                database.as(
                    BLUE,
                    () ->
                        notes.write(
                            em -> {
                              em.find(NoteEntity.class, mine).rename("half");
                              em.flush();
                              throw new IllegalArgumentException("no");
                            })))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no");
    assertThat(name(BLUE, mine)).isEqualTo("mine");
  }

  @ParameterizedTest
  @EnumSource
  void aReadWritesNothing(TestDatabases kind) {
    on(kind);
    var attempts =
        List.<java.util.function.Consumer<EntityManager>>of(
            em -> em.persist(new NoteEntity("x", "y")),
            em -> em.remove(em.find(NoteEntity.class, mine)),
            em -> em.createQuery("delete from NoteEntity n").executeUpdate(),
            EntityManager::flush);
    for (var attempt : attempts) {
      assertThatIllegalStateException()
          .isThrownBy(
              () ->
                  database.as(
                      BLUE,
                      () ->
                          notes.read(
                              em -> {
                                attempt.accept(em);
                                return 0;
                              })));
    }
    database.as(
        BLUE,
        () ->
            notes.read(
                em -> {
                  em.find(NoteEntity.class, mine).rename("dropped");
                  return 0;
                }));
    assertThat(name(BLUE, mine)).isEqualTo("mine");
  }

  @ParameterizedTest
  @EnumSource
  void theBindingDoesNotChangeInsideATransaction(TestDatabases kind) {
    on(kind);
    assertThatIllegalStateException()
        .isThrownBy(() -> database.as(BLUE, () -> notes.read(em -> database.as(RED, () -> 0))));
    int same =
        database.as(BLUE, () -> notes.read(em -> database.as(BLUE, () -> notes.read(e -> 3))));
    assertThat(same).isEqualTo(3);
    assertThat(database.binding().current()).isNull();
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
        .isInstanceOf(io.custode.api.error.Unavailable.class);
  }

  @ParameterizedTest
  @EnumSource
  void fiftyThreadsEndWithoutADeadlock(TestDatabases kind) throws Exception {
    on(kind);
    var pool = java.util.concurrent.Executors.newFixedThreadPool(50);
    try {
      var jobs = new ArrayList<java.util.concurrent.Callable<Integer>>();
      for (int i = 0; i < 50; i++) {
        int number = i;
        jobs.add(() -> work(number));
      }
      int done = 0;
      for (var job : pool.invokeAll(jobs, 100, java.util.concurrent.TimeUnit.SECONDS)) {
        done += job.get();
      }
      assertThat(done).isEqualTo(50 * 20);
    } finally {
      pool.shutdownNow();
    }
  }

  private int work(int number) {
    String tenant = number % 2 == 0 ? BLUE : RED;
    for (int i = 0; i < 20; i++) {
      String id = add(tenant, "n" + number + "-" + i);
      database.as(
          tenant,
          () ->
              notes.write(
                  em -> {
                    em.find(NoteEntity.class, id).rename("m" + id);
                    database.outbox().append(Uuid7.next(), "event", "test", tenant, "{}");
                    return 0;
                  }));
      database.as(tenant, () -> notes.read(em -> names(em, "select n.name from NoteEntity n")));
    }
    return 20;
  }
}
