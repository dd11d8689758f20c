// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.custode.api.access.Principal;
import io.custode.api.access.UserId;
import io.custode.api.audit.AuditEntry;
import io.custode.api.audit.AuditId;
import io.custode.api.audit.AuditQuery;
import io.custode.api.audit.PersonalDetail;
import io.custode.api.error.Invalid;
import io.custode.api.id.Uuid7;
import io.custode.api.json.Json;
import io.custode.api.page.PageRequest;
import io.custode.persistence.testing.TestDatabases;
import io.custode.platform.internal.Platform;
import io.custode.platform.internal.access.Catalogues;
import io.custode.platform.internal.access.NewUser;
import io.custode.platform.internal.access.Staff;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The record is a chain, whoever writes it, and forgets whom it must. */
class AuditChainTest {
  private static final String SIGNED = "{\"name\":\"Jane Doe\",\"street\":\"Via Roma 1\"}";

  private Platform platform;
  private RecordedRows rows;

  private void on(TestDatabases kind) {
    platform = RecordedRows.platform(kind);
    rows = RecordedRows.empty(platform);
  }

  @AfterEach
  void close() {
    if (rows != null) {
      rows.close();
    }
  }

  private void record(Principal who, String target) {
    platform.as(
        who,
        () -> {
          platform.audit.record("core.door.open", target, Json.EMPTY);
          return true;
        });
  }

  private List<AuditEntry> find(AuditQuery query) {
    return platform
        .as(platform.boss, () -> platform.audit.find(query, PageRequest.first()))
        .items();
  }

  private String payload(String actor) {
    return platform
        .json
        .write(
            new Draft(
                AuditId.next(),
                Instant.now(),
                actor,
                "system",
                null,
                "core.door.open",
                "door/1",
                "done",
                Json.EMPTY,
                null,
                null,
                null))
        .text();
  }

  /** Only the note of the format is used, and another JSON library than the writer's own code. */
  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aThirdPartyCanProveItFromTheRowsAlone(TestDatabases kind) throws Exception {
    on(kind);
    record(platform.boss, "door/\"quoted\"\\ and \t tab, \u0001, \u00e8 \ud83d\udd11");
    record(Platform.technician("joe", "*"), "door/2");
    platform.deliverAudit();
    var previous = new byte[32];
    long place = 0;
    for (var row : rows.of("audit_entry", "sequence_number")) {
      var members = new TreeMap<String, String>();
      row.forEach(
          (name, value) -> {
            if (value != null && !name.equals("hash") && !name.equals("revision")) {
              members.put(name, value.toString());
            }
          });
      assertThat(row.get("sequence_number")).isEqualTo(++place);
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(previous);
      previous = digest.digest(new ObjectMapper().writeValueAsString(members).getBytes(UTF_8));
      assertThat(row.get("hash")).isEqualTo(HexFormat.of().formatHex(previous));
    }
    assertThat(place).isEqualTo(2);
    assertThat(rows.of("audit_head", "id").get(0))
        .containsEntry("sequence_number", 2L)
        .containsEntry("hash", HexFormat.of().formatHex(previous));
    assertThat(platform.check.check(null).intact()).isTrue();
  }

  /** Each of two nodes is given every row, in another order, as when both look at one outbox. */
  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void twoNodesMakeOneChain(TestDatabases kind) throws Exception {
    on(kind);
    var payloads = new ArrayList<String>();
    for (int i = 0; i < 120; i++) {
      payloads.add(payload("node"));
    }
    var nodes = Executors.newFixedThreadPool(2);
    try {
      var ends = new ArrayList<Future<?>>();
      for (int node = 0; node < 2; node++) {
        var chain = new AuditChain(platform.store, platform.visibility, platform.json);
        var order = new ArrayList<>(payloads);
        Collections.shuffle(order, new Random(node));
        ends.add(
            nodes.submit(
                () -> {
                  for (int i = 0; i < order.size(); i += 3) {
                    appendUntilDone(chain, order.subList(i, i + 3));
                  }
                }));
      }
      for (var end : ends) {
        end.get();
      }
    } finally {
      nodes.shutdownNow();
    }
    assertThat(rows.of("audit_entry", "sequence_number"))
        .extracting(row -> row.get("sequence_number"))
        .hasSize(120)
        .startsWith(1L)
        .endsWith(120L);
    assertThat(platform.check.check(null))
        .returns(true, ChainReport::intact)
        .returns(120L, ChainReport::entries);
  }

  // as delivery does: what was crowded out comes again
  private static void appendUntilDone(AuditChain chain, List<String> payloads) {
    for (int i = 0; ; i++) {
      try {
        chain.append(payloads);
        return;
      } catch (io.custode.api.error.Unavailable e) {
        if (i == 20) {
          throw e;
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whoIsForgottenIsNamedNowhereAndTheChainHolds(TestDatabases kind) {
    on(kind);
    var jane = Platform.technician("jane.doe", "*");
    record(jane, "door/1");
    platform.as(
        platform.boss,
        () -> {
          platform.audit.record(
              "core.door.give",
              "door/1",
              Json.EMPTY,
              new PersonalDetail(jane.id(), new Json(SIGNED)));
          return true;
        });
    platform.deliverAudit();
    assertThat(dump()).doesNotContain("jane.doe").doesNotContain("Via Roma").doesNotContain("Jane");
    assertThat(find(new AuditQuery(jane.id().value(), null, null)))
        .singleElement()
        .returns("jane.doe", AuditEntry::actor);
    assertThat(find(new AuditQuery(null, "core.door.give", null)))
        .singleElement()
        .returns("boss", AuditEntry::actor)
        .returns(new Json(SIGNED), AuditEntry::personal);

    // one more is on its way when she is forgotten
    record(jane, "door/2");
    assertThat(platform.as(platform.boss, () -> platform.personKeys.destroy(jane.id()))).isTrue();
    platform.deliverAudit();
    assertThat(find(new AuditQuery(jane.id().value(), null, null)))
        .hasSize(2)
        .extracting(AuditEntry::actor)
        .containsOnly(AuditEntry.ERASED);
    assertThat(find(new AuditQuery(null, "core.door.give", null)))
        .singleElement()
        .returns("boss", AuditEntry::actor)
        .returns(new Json("{\"erased\":true}"), AuditEntry::personal);
    assertThat(find(new AuditQuery(null, "core.audit.forget", null)))
        .singleElement()
        .returns("user/" + jane.id(), AuditEntry::target);
    assertThat(rows.of("person_key", "person_id"))
        .filteredOn(row -> row.get("person_id").equals(jane.id().value()))
        .singleElement()
        .returns(null, row -> row.get("key_text"));
    assertThat(dump()).doesNotContain("jane.doe").doesNotContain("Via Roma");
    assertThat(platform.check.check(null).intact()).isTrue();
    // a second time there is nothing left to destroy
    assertThat(platform.as(platform.boss, () -> platform.personKeys.destroy(jane.id()))).isFalse();
  }

  private String dump() {
    return rows.of("audit_entry", "id").toString()
        + rows.of("person_key", "person_id")
        + rows.of("outbox", "id");
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatVersion010WroteIsTakenInOnceInOrderAndWithoutNames(TestDatabases kind) {
    on(kind);
    var users = new Staff(platform, Catalogues.of("core.door.open")).users;
    var joe = users.create(new NewUser("joe.black", "technician", null, null)).user().id();
    for (int i = 449; i >= 0; i--) {
      earlier(i, "joe.black", "rest", "core.door.open", "door/" + i, "{}");
    }
    earlier(
        450,
        "nobody",
        "rest",
        "core.session.open",
        "user/joe.black",
        "{\"why\":\"from 192.0.2.7\"}");
    earlier(451, "nobody", "rest", "core.session.open", "user/somebody.else", "{}");
    earlier(452, "events", "system", "core.door.shut", "door/1", "{}");
    platform.chain.adoptEarlier();
    platform.chain.adoptEarlier();
    platform.deliverAudit();

    assertThat(rows.of("audit", "id")).isEmpty();
    var taken = rows.of("audit_entry", "sequence_number");
    // and what was recorded since comes after
    assertThat(taken).hasSize(454);
    assertThat(taken.get(453)).containsEntry("verb", "core.user.create");
    assertThat(taken.subList(0, 450))
        .extracting(row -> row.get("target"))
        .startsWith("door/0", "door/1", "door/2")
        .endsWith("door/448", "door/449");
    assertThat(taken.get(450)).containsEntry("target", "user/" + joe).containsEntry("detail", "{}");
    assertThat(taken.get(451)).containsEntry("target", "user/?");
    assertThat(taken.get(452)).containsEntry("actor", "events");
    assertThat(taken.toString()).doesNotContain("joe.black").doesNotContain("192.0.2.7");
    assertThat(find(new AuditQuery("joe.black", null, "door/7")))
        .singleElement()
        .returns("joe.black", AuditEntry::actor)
        .returns(8L, AuditEntry::sequence);
    assertThat(find(new AuditQuery(null, null, "user/" + joe)))
        .extracting(AuditEntry::personal)
        .contains(new Json("{\"why\":\"from 192.0.2.7\"}"));
    assertThat(platform.check.check(null)).returns(454L, ChainReport::entries);
    assertThat(platform.check.check(null).intact()).isTrue();
  }

  private void earlier(
      int second, String actor, String door, String verb, String target, String detail) {
    rows.run(
        "insert into core.audit (id, revision, happened_at, actor, door, verb, target, outcome, detail)"
            + " values (?, 1, ?, ?, ?, ?, ?, 'done', ?)",
        Uuid7.next(),
        second * 1_000_000L,
        actor,
        door,
        verb,
        target,
        detail);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatAnEarlierNodeLeftInTheOutboxIsRecorded(TestDatabases kind) {
    on(kind);
    var id = Uuid7.next();
    platform.chain.append(
        List.of(
            "{\"id\":\"%s\",\"at\":\"2026-01-31T12:00:00Z\",\"actor\":\"boss\",\"door\":\"rest\",\"tenant\":null,\"verb\":\"core.door.open\",\"target\":\"door/9\",\"outcome\":\"done\",\"detail\":{}}"
                .formatted(id)));
    assertThat(find(new AuditQuery(null, null, "door/9")))
        .singleElement()
        .returns(id, entry -> entry.id().value());
  }

  /** Who owns the database can write a chain anew that holds; what was noted elsewhere tells. */
  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aChainWrittenAnewIsToldByWhatWasNoted(TestDatabases kind) {
    on(kind);
    for (int i = 0; i < 5; i++) {
      record(platform.boss, "door/" + i);
    }
    platform.deliverAudit();
    var noted = Anchor.of(platform.check.check(null).noted());
    record(platform.boss, "door/5");
    platform.deliverAudit();
    assertThat(platform.check.check(noted).intact()).isTrue();

    rows.run("update core.audit_entry set verb = 'core.door.shut' where sequence_number = 2");
    writeAnew();
    assertThat(platform.check.check(null).intact()).isTrue();
    assertThat(platform.check.check(noted))
        .returns(Finding.REWRITTEN, ChainReport::finding)
        .returns(5L, ChainReport::sequence);

    rows.run("delete from core.audit_entry where sequence_number > 3");
    writeAnew();
    assertThat(platform.check.check(null).intact()).isTrue();
    assertThat(platform.check.check(noted))
        .returns(Finding.TRUNCATED, ChainReport::finding)
        .returns(4L, ChainReport::sequence);
    assertThatThrownBy(() -> Anchor.of("5:abc")).isInstanceOf(Invalid.class);
  }

  private void writeAnew() {
    var previous = Link.START;
    long place = 0;
    for (Map<String, Object> row : rows.of("audit_entry", "sequence_number")) {
      var members = new TreeMap<String, String>();
      row.forEach(
          (name, value) -> {
            if (value != null && !name.equals("hash") && !name.equals("revision")) {
              members.put(name, value.toString());
            }
          });
      previous = Link.hash(previous, CanonicalJson.of(members));
      place++;
      rows.run("update core.audit_entry set hash = ? where id = ?", previous, row.get("id"));
    }
    rows.run("update core.audit_head set hash = ?, sequence_number = ?", previous, place);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void thePlatformItselfCannotChangeIt(TestDatabases kind) {
    on(kind);
    record(platform.boss, "door/1");
    platform.deliverAudit();
    if (kind == TestDatabases.POSTGRESQL) {
      for (var change :
          List.of(
              "update AuditEntity a set a.verb = 'x'",
              "delete from AuditEntity a",
              "delete from HeadEntity h",
              "delete from PersonKeyEntity k")) {
        assertThatThrownBy(
                () ->
                    platform.visibility.asProvider(
                        () -> platform.store.write(em -> em.createQuery(change).executeUpdate())))
            .as(change)
            .isInstanceOf(RuntimeException.class);
      }
    }
    assertThat(platform.check.check(null)).returns(1L, ChainReport::entries);
    assertThat(UserId.of(rows.of("person_key", "person_id").get(0).get("person_id").toString()))
        .isEqualTo(platform.boss.id());
  }
}
