// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.custode.api.id.Uuid7;
import io.custode.api.json.Json;
import io.custode.persistence.testing.TestDatabases;
import io.custode.platform.internal.Platform;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever somebody does to the rows past the platform, the first broken one is named. */
class TamperingTest {
  private static final int ENTRIES = 14;
  private static final int ROUNDS = 90;
  private static final List<String> TEXTS =
      List.of(
          "id",
          "actor",
          "actor_person",
          "door",
          "about_tenant",
          "verb",
          "target",
          "outcome",
          "detail",
          "hash",
          "about_person",
          "personal");

  /** What was done, and what has to be said of it. */
  private record Harm(String what, Finding finding, long sequence) {}

  private RecordedRows rows;

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void anyHarmIsNamed(TestDatabases kind) {
    var platform = RecordedRows.platform(kind);
    rows = RecordedRows.empty(platform);
    for (int i = 0; i < ENTRIES; i++) {
      var who = i % 3 == 0 ? platform.boss : Platform.technician("t" + i, "*");
      platform.as(
          who,
          () -> {
            platform.audit.record("core.door.open", "door/" + Uuid7.next(), Json.EMPTY);
            return true;
          });
    }
    platform.deliverAudit();
    var entries = rows.of("audit_entry", "sequence_number");
    var head = rows.of("audit_head", "id");
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      assertThat(platform.check.check(null)).as("seed " + seed).returns(true, ChainReport::intact);
      var harm = harm(round % 9, random);
      assertThat(platform.check.check(null))
          .as("%s, seed %s", harm, seed)
          .returns(false, ChainReport::intact)
          .returns(harm.finding(), ChainReport::finding)
          .returns(harm.sequence(), ChainReport::sequence);
      restore("audit_entry", entries);
      restore("audit_head", head);
    }
    rows.close();
  }

  private void restore(String table, List<Map<String, Object>> saved) {
    rows.run("delete from core." + table);
    saved.forEach(row -> rows.put(table, row));
  }

  private Harm harm(int kind, Random random) {
    long k = 1 + random.nextInt(ENTRIES);
    return switch (kind) {
      case 0 -> alter(k, TEXTS.get(random.nextInt(TEXTS.size())));
      case 1 -> postpone(k);
      case 2 -> drop(k);
      case 3 -> dropAndClose(1 + random.nextInt(ENTRIES - 1));
      case 4 -> swap(random);
      case 5 -> insert(k, false);
      case 6 -> insert(k, true);
      case 7 -> truncate(k);
      default -> head(random.nextInt(4));
    };
  }

  private Harm alter(long k, String column) {
    var was = rows.of("audit_entry", "sequence_number").get((int) k - 1).get(column);
    var next =
        switch (column) {
          case "id", "actor_person", "about_tenant", "about_person" -> Uuid7.next();
          case "hash" ->
              was.toString().replace(was.toString().charAt(0), '0').concat("0").substring(1);
          default -> was == null ? "x" : was + "x";
        };
    rows.run("update core.audit_entry set " + column + " = ? where sequence_number = ?", next, k);
    return new Harm("alter " + column, Finding.ALTERED, k);
  }

  private Harm postpone(long k) {
    rows.run(
        "update core.audit_entry set happened_at = happened_at + 1 where sequence_number = ?", k);
    return new Harm("alter happened_at", Finding.ALTERED, k);
  }

  private Harm drop(long k) {
    rows.run("delete from core.audit_entry where sequence_number = ?", k);
    return new Harm("drop", k == ENTRIES ? Finding.TRUNCATED : Finding.DROPPED, k);
  }

  private Harm dropAndClose(long k) {
    drop(k);
    for (long next = k + 1; next <= ENTRIES; next++) {
      move(next, next - 1);
    }
    return new Harm("drop and close the gap", Finding.DROPPED, k);
  }

  private Harm swap(Random random) {
    long i = 1 + random.nextInt(ENTRIES - 1);
    long j = i + 1 + random.nextInt((int) (ENTRIES - i));
    move(i, -1);
    move(j, i);
    move(-1, j);
    return new Harm("swap with " + j, Finding.REORDERED, i);
  }

  /** With a hash that fits it is the entry after it that does not. */
  private Harm insert(long k, boolean fitting) {
    var all = rows.of("audit_entry", "sequence_number");
    for (long next = ENTRIES; next >= k; next--) {
      move(next, next + 1);
    }
    var row = new HashMap<>(all.get((int) k - 1));
    row.put("id", Uuid7.next());
    if (fitting) {
      var members = new HashMap<String, String>();
      row.forEach(
          (name, value) -> {
            if (value != null && !name.equals("hash") && !name.equals("revision")) {
              members.put(name, value.toString());
            }
          });
      var before = k == 1 ? Link.START : all.get((int) k - 2).get("hash").toString();
      row.put("hash", Link.hash(before, CanonicalJson.of(members)));
    }
    rows.put("audit_entry", row);
    // the last place is beyond the head: there the head tells, not a next entry
    return k == ENTRIES && fitting
        ? new Harm("insert at the end, fitting", Finding.HEAD, k)
        : new Harm("insert, fitting " + fitting, Finding.INSERTED, fitting ? k + 1 : k);
  }

  private Harm truncate(long k) {
    rows.run("delete from core.audit_entry where sequence_number >= ?", k);
    return new Harm("truncate", Finding.TRUNCATED, k);
  }

  private Harm head(int how) {
    switch (how) {
      case 0 -> rows.run("update core.audit_head set hash = ?", Link.START);
      case 1 -> rows.run("delete from core.audit_head");
      case 2 -> {
        rows.run("update core.audit_head set sequence_number = sequence_number + 3");
        return new Harm("head ahead", Finding.TRUNCATED, ENTRIES + 1);
      }
      default -> {
        var row = new HashMap<>(rows.of("audit_entry", "sequence_number").get(0));
        row.put("id", Uuid7.next());
        row.put("sequence_number", ENTRIES + 1L);
        rows.put("audit_entry", row);
        return new Harm("insert after the end", Finding.INSERTED, ENTRIES + 1);
      }
    }
    return new Harm("head " + how, Finding.HEAD, ENTRIES);
  }

  private void move(long from, long to) {
    rows.run("update core.audit_entry set sequence_number = ? where sequence_number = ?", to, from);
  }
}
