// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.id.Uuid7;
import io.custode.persistence.TenantStore;
import io.custode.persistence.core.Outbox;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows written with a change are delivered after it, at least once, and only then. */
class OutboxTest {
  private TestDatabase database;
  private TenantStore notes;
  private Outbox outbox;

  private void on(TestDatabases kind) {
    database = kind.open();
    notes = database.schema("pnotes", "notes/changelog.xml", NoteEntity.class);
    outbox = database.outbox();
  }

  @AfterEach
  void drop() {
    if (database != null) {
      database.close();
    }
  }

  private String append(String payload) {
    String id = Uuid7.next();
    return database.as(
        "blue",
        () ->
            notes.write(
                em -> {
                  assertThat(outbox.isOpen()).isTrue();
                  outbox.append(id, "event", "io.custode.test.Happened", "blue", payload);
                  return id;
                }));
  }

  private List<String> dueIds(int limit) {
    return outbox.due(limit).stream().map(Outbox.Entry::id).toList();
  }

  @ParameterizedTest
  @EnumSource
  void deliversWhatWasCommitted(TestDatabases kind) {
    on(kind);
    Instant before = Instant.now();
    String payload = "{\"text\":\"" + "x".repeat(100_000) + "\"}";
    String id = append(payload);
    List<Outbox.Entry> due = outbox.due(10);
    assertThat(due).hasSize(1);
    Outbox.Entry entry = due.get(0);
    assertThat(entry.id()).isEqualTo(id);
    assertThat(entry.schema()).isEqualTo("pnotes");
    assertThat(entry.kind()).isEqualTo("event");
    assertThat(entry.type()).isEqualTo("io.custode.test.Happened");
    assertThat(entry.tenant()).isEqualTo("blue");
    assertThat(entry.payload()).isEqualTo(payload);
    assertThat(entry.at()).isBetween(before.minusMillis(1), Instant.now());
    assertThat(entry.attempts()).isZero();

    assertThat(dueIds(10)).as("until it is delivered").containsExactly(id);
    outbox.delivered(due);
    assertThat(dueIds(10)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aRollbackDropsItsRows(TestDatabases kind) {
    on(kind);
    var committed = new AtomicInteger();
    outbox.onCommit(committed::incrementAndGet);
    assertThatThrownBy(
            () ->
                database.as(
                    "blue",
                    () ->
                        notes.write(
                            em -> {
                              outbox.append(Uuid7.next(), "event", "t", "blue", "{}");
                              throw new IllegalArgumentException("no");
                            })))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(committed).hasValue(0);
    assertThat(outbox.due(10)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void tellsOfCommitsWithRowsOnly(TestDatabases kind) throws Exception {
    on(kind);
    var committed = new AtomicInteger();
    AutoCloseable listening =
        outbox.onCommit(
            () -> {
              committed.incrementAndGet();
              assertThat(outbox.isOpen()).isFalse();
            });
    database.as("blue", () -> notes.write(em -> 0));
    assertThat(committed).hasValue(0);
    append("{}");
    assertThat(committed).hasValue(1);
    listening.close();
    append("{}");
    assertThat(committed).hasValue(1);
  }

  @ParameterizedTest
  @EnumSource
  void whatFailedIsDueAgainLater(TestDatabases kind) {
    on(kind);
    String id = append("{}");
    outbox.retry(outbox.due(1).get(0), Instant.now().plusSeconds(3600), "w".repeat(2000));
    assertThat(outbox.due(10)).isEmpty();
    String other = append("{}");
    List<Outbox.Entry> due = outbox.due(10);
    assertThat(due).extracting(Outbox.Entry::id).containsExactly(other);
    outbox.delivered(due);

    String third = append("{}");
    Outbox.Entry entry = outbox.due(1).get(0);
    outbox.retry(entry, Instant.now().minusMillis(1), "at once");
    List<Outbox.Entry> again = outbox.due(10);
    assertThat(again).extracting(Outbox.Entry::id).containsExactly(third);
    assertThat(again.get(0).attempts()).isEqualTo(1);
    assertThat(id).isNotEqualTo(third);
  }

  @ParameterizedTest
  @EnumSource
  void rowsOutliveARestart(TestDatabases kind) throws Exception {
    on(kind);
    String id = append("{}");
    database.restart();
    database.schema("pnotes", "notes/changelog.xml", NoteEntity.class);
    outbox = database.outbox();
    assertThat(dueIds(10)).containsExactly(id);
  }

  @ParameterizedTest
  @EnumSource
  void manyComeInPortionsOldestFirst(TestDatabases kind) {
    on(kind);
    var expected = new HashSet<String>();
    for (int i = 0; i < 25; i++) {
      expected.add(append("{}"));
    }
    var seen = new HashSet<String>();
    Instant last = Instant.EPOCH;
    for (List<Outbox.Entry> due = outbox.due(10); !due.isEmpty(); due = outbox.due(10)) {
      assertThat(due).hasSizeLessThanOrEqualTo(10);
      for (Outbox.Entry entry : due) {
        assertThat(entry.at()).isAfterOrEqualTo(last);
        last = entry.at();
        seen.add(entry.id());
      }
      outbox.delivered(due);
    }
    assertThat(seen).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource
  void needsAnOpenWriteAndDeliversOutsideOne(TestDatabases kind) {
    on(kind);
    assertThatIllegalStateException()
        .isThrownBy(() -> outbox.append(Uuid7.next(), "event", "t", null, "{}"));
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                database.as(
                    "blue",
                    () ->
                        notes.read(
                            em -> {
                              outbox.append(Uuid7.next(), "event", "t", null, "{}");
                              return 0;
                            })));
    assertThatIllegalStateException()
        .isThrownBy(() -> database.as("blue", () -> notes.write(em -> outbox.due(1))));
    // a tenant's transaction may tell of the provider, and of another tenant
    database.as(
        "blue",
        () ->
            notes.write(
                em -> {
                  outbox.append(Uuid7.next(), "audit", "t", null, "{}");
                  outbox.append(Uuid7.next(), "audit", "t", "red", "{}");
                  return 0;
                }));
    assertThat(outbox.due(10)).hasSize(2);
  }
}
