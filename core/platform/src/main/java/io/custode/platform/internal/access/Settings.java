// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.UserId;
import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.json.Json;
import java.util.List;
import java.util.Optional;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What users set for themselves, such as the columns of a list, so that it is there in each
 * browser. Nobody else is shown it, and the platform does not read it.
 */
@Component(service = Settings.class)
public final class Settings {
  static final int MOST = 50;
  static final int LONGEST = 16_384;

  private final PeopleStore store;
  private final Reach reach;

  @Activate
  public Settings(@Reference PeopleStore store, @Reference Reach reach) {
    this.store = store;
    this.reach = reach;
  }

  /**
   * @return the caller's own, by name
   */
  List<Setting> list() {
    var user = reach.caller().id();
    return store.read(
        em ->
            em.createQuery(
                    "select s from SettingEntity s where s.user = :user order by s.name",
                    SettingEntity.class)
                .setParameter("user", user.value())
                .getResultStream()
                .map(SettingEntity::toSetting)
                .toList());
  }

  /**
   * @param value null: it is forgotten
   */
  Setting set(String name, @Nullable Json value) {
    if (!name.matches("[a-z][a-z0-9.-]{0,99}")) {
      throw Invalid.field("name", "must be 1 to 100 of a-z, 0-9, dot and hyphen");
    }
    if (value != null && value.text().length() > LONGEST) {
      throw Invalid.field("value", "must be at most " + LONGEST + " characters");
    }
    var user = reach.caller().id();
    return store.write(em -> put(em, user, name, value));
  }

  private static Setting put(EntityManager em, UserId user, String name, @Nullable Json value) {
    var row = find(em, user, name).orElse(null);
    if (value == null) {
      if (row != null) {
        em.remove(row);
      }
      return new Setting(name, Json.EMPTY);
    }
    if (row != null) {
      row.set(value);
      return row.toSetting();
    }
    long has =
        em.createQuery("select count(s) from SettingEntity s where s.user = :user", Long.class)
            .setParameter("user", user.value())
            .getSingleResult();
    if (has >= MOST) {
      throw new Conflict(
          "too-many-settings",
          "You have " + MOST + " settings, as many as one may have; nothing was changed.",
          "Remove one that you do not need: msp:setting-set without a value.");
    }
    var made = new SettingEntity(user, name, value);
    em.persist(made);
    return made.toSetting();
  }

  private static Optional<SettingEntity> find(EntityManager em, UserId user, String name) {
    return em.createQuery(
            "select s from SettingEntity s where s.user = :user and s.name = :name",
            SettingEntity.class)
        .setParameter("user", user.value())
        .setParameter("name", name)
        .getResultStream()
        .findFirst();
  }

  /** In the open transaction, without telling of it. */
  static void removeAll(EntityManager em, UserId user) {
    em.createQuery("delete from SettingEntity s where s.user = :user")
        .setParameter("user", user.value())
        .executeUpdate();
  }
}
