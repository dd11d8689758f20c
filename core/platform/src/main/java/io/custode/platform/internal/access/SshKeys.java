// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.UserFate;
import io.custode.api.access.UserId;
import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.page.Cursor;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import java.security.PublicKey;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Keys by which users come into the shell. A key is another factor, as a token is: no password and
 * no code are asked with it, but the user's networks are.
 */
@Component(service = SshKeys.class)
public final class SshKeys {
  private static final int MOST = 20;

  private final PeopleStore store;
  private final OwnPasswords passwords;
  private final Reach reach;
  private final UserNews news;
  private final Clock clock;

  @Activate
  public SshKeys(
      @Reference PeopleStore store,
      @Reference OwnPasswords passwords,
      @Reference Reach reach,
      @Reference UserNews news) {
    this(store, passwords, reach, news, Clock.systemUTC());
  }

  SshKeys(PeopleStore store, OwnPasswords passwords, Reach reach, UserNews news, Clock clock) {
    this.store = store;
    this.passwords = passwords;
    this.reach = reach;
    this.news = news;
    this.clock = clock;
  }

  /**
   * Adds a key to the caller.
   *
   * @param line of a public key file
   * @param label what he calls it; null: the line's comment, or the fingerprint
   */
  SshKey add(String line, @Nullable String label, char[] password) {
    var key = SshPublicKey.read(line);
    var caller = reach.caller();
    passwords.confirmIfAny(password);
    var called = label == null || label.isBlank() ? key.comment() : label.strip();
    if (called.length() > 100) {
      throw Invalid.field("label", "must be at most 100 characters");
    }
    var row =
        new SshKeyEntity(
            caller.id(), called.isBlank() ? key.fingerprint() : called, key, clock.instant());
    store.write(
        em -> {
          if (owner(em, caller.id(), key.hash()).isPresent()) {
            throw new Conflict(
                "key-known", "You have that key already; nothing was changed.", "Use it.");
          }
          checkRoom(em, caller.id());
          em.persist(row);
          news.tell(
              caller.id(),
              UserFate.SSH_KEY_ADDED,
              "core.user.ssh-key-add",
              Map.of("key", row.id()));
          return true;
        });
    return row.toKey(caller.name());
  }

  private static void checkRoom(EntityManager em, UserId user) {
    long has =
        em.createQuery("select count(k) from SshKeyEntity k where k.user = :user", Long.class)
            .setParameter("user", user.value())
            .getSingleResult();
    if (has >= MOST) {
      throw new Conflict(
          "too-many-keys",
          "You have " + has + " keys, as many as one may have; none was added.",
          "Remove one that you do not need: msp:ssh-key-remove.");
    }
  }

  private static Optional<SshKeyEntity> owner(EntityManager em, UserId user, String hash) {
    return em.createQuery(
            "select k from SshKeyEntity k where k.user = :user and k.hash = :hash",
            SshKeyEntity.class)
        .setParameter("user", user.value())
        .setParameter("hash", hash)
        .getResultStream()
        .findFirst();
  }

  /** Whether it is a key of that user; its use is noted. */
  boolean opens(UserId user, PublicKey key) {
    var hash = SshPublicKey.hash(key);
    if (store.read(em -> owner(em, user, hash)).isEmpty()) {
      return false;
    }
    try {
      store.write(
          em -> {
            owner(em, user, hash).ifPresent(row -> row.used(clock.instant()));
            return true;
          });
    } catch (Conflict e) {
      // another connection noted it just now
    }
    return true;
  }

  /**
   * What the caller may see: his own, or everybody's.
   *
   * @param name of the only user wanted, or null
   */
  Page<SshKey> find(@Nullable String name, PageRequest page) {
    var after = page.cursor() == null ? "" : Cursor.read(page.cursor(), 1).get(0);
    var rows =
        store.read(
            em ->
                em
                    .createQuery(
                        "select k, u.name from SshKeyEntity k, UserEntity u where k.user = u.id"
                            + " and k.id > :after and (:user = '' or k.user = :user) order by k.id",
                        Object[].class)
                    .setParameter("after", after)
                    .setParameter("user", reach.only(em, name))
                    .setMaxResults(page.limit() + 1)
                    .getResultList()
                    .stream()
                    .map(row -> ((SshKeyEntity) row[0]).toKey((String) row[1]))
                    .toList());
    return Page.cut(rows, page, key -> Cursor.of(key.id()));
  }

  /**
   * @throws NotFound if there is none that the caller may remove
   */
  void remove(String id) {
    store.write(
        em -> {
          var row =
              Optional.ofNullable(em.find(SshKeyEntity.class, id))
                  .filter(k -> reach.reaches(k.user(), Reach.WRITE))
                  .orElseThrow(() -> new NotFound("SSH key", id));
          // not by its version, or a use at the same moment would keep it alive
          em.createQuery("delete from SshKeyEntity k where k.id = :id")
              .setParameter("id", id)
              .executeUpdate();
          news.tell(
              row.user(), UserFate.SSH_KEY_REMOVED, "core.user.ssh-key-remove", Map.of("key", id));
          return true;
        });
  }

  /** In the open transaction, without telling of it. */
  static int removeAll(EntityManager em, UserId user) {
    return em.createQuery("delete from SshKeyEntity k where k.user = :user")
        .setParameter("user", user.value())
        .executeUpdate();
  }
}
