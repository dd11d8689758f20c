// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.testing;

import io.custode.api.id.Uuid7;
import io.custode.persistence.TenantStore;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.persistence.EntityManager;

/** Two schemas of notes on one database, where each of two tenants has one note. */
class NoteStores {
  static final String BLUE = "blue";
  static final String RED = "red";

  /** Opened once for all tests of a run: migrating takes longer than most tests. */
  private static final Map<TestDatabases, Opened> OPENED = new EnumMap<>(TestDatabases.class);

  private record Opened(TestDatabase database, TenantStore notes, TenantStore other) {}

  TestDatabase database;
  TenantStore notes;
  TenantStore other;
  String mine;
  String theirs;

  void on(TestDatabases kind) {
    var opened = OPENED.computeIfAbsent(kind, NoteStores::open);
    database = opened.database();
    notes = opened.notes();
    other = opened.other();
    database.as(BLUE, () -> notes.write(NoteStores::clear));
    database.as(RED, () -> notes.write(NoteStores::clear));
    mine = add(BLUE, "mine");
    theirs = add(RED, "theirs");
  }

  private static Opened open(TestDatabases kind) {
    var database = kind.open();
    Runtime.getRuntime().addShutdownHook(new Thread(database::close));
    return new Opened(
        database,
        database.schema(
            "pnotes",
            "notes/changelog.xml",
            NoteEntity.class,
            TagEntity.class,
            SettingEntity.class,
            LogLineEntity.class,
            FleetNoteEntity.class),
        database.schema("pother", "notes/changelog.xml", NoteEntity.class));
  }

  private static int clear(EntityManager em) {
    em.createQuery("delete from TagEntity t").executeUpdate();
    return em.createQuery("delete from NoteEntity n").executeUpdate();
  }

  String add(String tenant, String name) {
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

  String name(String tenant, String id) {
    return database.as(tenant, () -> notes.read(em -> em.find(NoteEntity.class, id).name()));
  }

  static List<String> names(EntityManager em, String jpql) {
    return em.createQuery(jpql, String.class).getResultList();
  }
}
