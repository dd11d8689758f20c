// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.id.Uuid7;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.persistence.EntityManager;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What one call does, it does whole or not at all. */
class TransactionTest extends NoteStores {
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
        List.<Consumer<EntityManager>>of(
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
  void fiftyThreadsEndWithoutADeadlock(TestDatabases kind) throws Exception {
    on(kind);
    var pool = Executors.newFixedThreadPool(50);
    try {
      var jobs = new ArrayList<Callable<Integer>>();
      for (int i = 0; i < 50; i++) {
        int number = i;
        jobs.add(() -> work(number));
      }
      int done = 0;
      for (var job : pool.invokeAll(jobs, 100, TimeUnit.SECONDS)) {
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
