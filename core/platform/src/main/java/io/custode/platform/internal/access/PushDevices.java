// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.Principal;
import io.custode.api.access.UserFate;
import io.custode.api.access.UserId;
import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.page.Cursor;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.platform.internal.push.Subscription;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.persistence.EntityManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Browsers that users let be told. One browser is one user's at a time. */
@Component(service = PushDevices.class)
public final class PushDevices {
  private static final int MOST = 10;

  /** One of them, for who sends. */
  public record Address(String id, Subscription subscription) {}

  private final PeopleStore store;
  private final RoleRights rights;
  private final Reach reach;
  private final UserNews news;
  private final InstantSource clock;

  @Activate
  public PushDevices(
      @Reference PeopleStore store,
      @Reference RoleRights rights,
      @Reference Reach reach,
      @Reference UserNews news) {
    this(store, rights, reach, news, InstantSource.system());
  }

  PushDevices(
      PeopleStore store, RoleRights rights, Reach reach, UserNews news, InstantSource clock) {
    this.store = store;
    this.rights = rights;
    this.reach = reach;
    this.news = news;
    this.clock = clock;
  }

  /** Adds the caller's browser; of one that is there already it says the label and keys anew. */
  public PushDevice add(String label, Subscription subscription) {
    if (label.isBlank() || label.length() > 100) {
      throw Invalid.field("label", "must be 1 to 100 characters");
    }
    var user = reach.caller().id();
    return store.write(
        em -> {
          var known = byEndpoint(em, Secrets.hash(subscription.endpoint())).orElse(null);
          if (known != null && known.user().equals(user)) {
            known.say(label.strip(), subscription);
            return known.toDevice();
          }
          if (known != null) {
            // somebody else signed in there before
            remove(em, known, "core.user.device-remove");
          }
          if (of(em, user).size() >= MOST) {
            throw new Conflict(
                "too-many-devices",
                "You have " + MOST + " devices, as many as one may have; none was added.",
                "Remove one that you do not need.");
          }
          var row = new PushDeviceEntity(user, label.strip(), subscription, clock.instant());
          em.persist(row);
          news.tell(
              user, UserFate.DEVICE_ADDED, "core.user.device-add", Map.of("device", row.id()));
          return row.toDevice();
        });
  }

  /** The caller's own. */
  public Page<PushDevice> find(PageRequest page) {
    var after = page.cursor() == null ? "" : Cursor.read(page.cursor(), 1).get(0);
    var rows =
        store.read(em -> of(em, reach.caller().id())).stream()
            .filter(row -> row.id().compareTo(after) > 0)
            .limit(page.limit() + 1L)
            .map(PushDeviceEntity::toDevice)
            .toList();
    return Page.cut(rows, page, device -> Cursor.of(device.id()));
  }

  /** One of the caller's own. */
  public void remove(String id) {
    store.write(
        em -> {
          remove(em, own(em, id), "core.user.device-remove");
          return true;
        });
  }

  /** One of the caller's own. */
  public Address get(String id) {
    return store.read(em -> new Address(id, own(em, id).subscription()));
  }

  private PushDeviceEntity own(EntityManager em, String id) {
    return Optional.ofNullable(em.find(PushDeviceEntity.class, id))
        .filter(row -> row.user().equals(reach.caller().id()))
        .orElseThrow(() -> new NotFound("device", id));
  }

  private void remove(EntityManager em, PushDeviceEntity row, String verb) {
    // not by its version, or a message at the same moment would keep it
    int count =
        em.createQuery("delete from PushDeviceEntity d where d.id = :id")
            .setParameter("id", row.id())
            .executeUpdate();
    if (count > 0) {
      news.tell(row.user(), UserFate.DEVICE_REMOVED, verb, Map.of("device", row.id()));
    }
  }

  /**
   * @return the active user of that name, with what he may now
   */
  public Optional<Principal> person(String name) {
    return store
        .read(em -> Users.byName(em, name).filter(UserEntity::isActive))
        .map(user -> user.toPrincipal(rights.permissionsOf(user.role())));
  }

  /** Of a user, for who sends. */
  public List<Address> of(UserId user) {
    return store.read(em -> of(em, user)).stream()
        .map(row -> new Address(row.id(), row.subscription()))
        .toList();
  }

  /** Its push service took a message for it. */
  public void told(String id) {
    try {
      store.write(
          em -> {
            Optional.ofNullable(em.find(PushDeviceEntity.class, id))
                .ifPresent(row -> row.told(clock.instant()));
            return true;
          });
    } catch (Conflict e) {
      // of two rules that lead to him, the other noted it just now
    }
  }

  /** Its push service does not know it any more. */
  public void gone(String id) {
    store.write(
        em -> {
          Optional.ofNullable(em.find(PushDeviceEntity.class, id))
              .ifPresent(row -> remove(em, row, "core.user.device-gone"));
          return true;
        });
  }

  private static Optional<PushDeviceEntity> byEndpoint(EntityManager em, String hash) {
    return em.createQuery(
            "select d from PushDeviceEntity d where d.endpointHash = :hash", PushDeviceEntity.class)
        .setParameter("hash", hash)
        .getResultStream()
        .findFirst();
  }

  private static List<PushDeviceEntity> of(EntityManager em, UserId user) {
    return em.createQuery(
            "select d from PushDeviceEntity d where d.user = :user order by d.id",
            PushDeviceEntity.class)
        .setParameter("user", user.value())
        .getResultList();
  }

  /** With the rule that came with them; in the open transaction, without telling of it. */
  static void removeAll(EntityManager em, UserId user) {
    for (var what :
        List.of(
            "PushDeviceEntity d where d.user = :user",
            "NoticeEntity n where n.rule in"
                + " (select r.id from NoticeRuleEntity r where r.owner = :user)",
            "NoticeRuleEntity r where r.owner = :user")) {
      em.createQuery("delete from " + what).setParameter("user", user.value()).executeUpdate();
    }
  }
}
