// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.ApiTokenId;
import io.custode.api.access.UserFate;
import io.custode.api.access.UserId;
import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.page.Cursor;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tokens that act for users. */
@Component(service = ApiTokens.class)
public final class ApiTokens {
  /** Of one user. */
  private static final int MOST = 100;

  private static final int MOST_PERMISSIONS = 50;

  /** A use is written down this seldom: a program may call a hundred times a second. */
  private static final Duration COARSE = Duration.ofMinutes(10);

  /** Its secret is seen this once. */
  record Issued(ApiTokenId id, String secret) {
    @Override
    public String toString() {
      return "Issued[" + id + "]";
    }
  }

  /** A token that is good, and whose it is. */
  record Good(ApiTokenEntity token, UserEntity user) {}

  private final PeopleStore store;
  private final PermissionCatalogue catalogue;
  private final RoleRights rights;
  private final Reach reach;
  private final Remembered remembered;
  private final UserNews news;
  private final Clock clock;

  @Activate
  public ApiTokens(
      @Reference PeopleStore store,
      @Reference PermissionCatalogue catalogue,
      @Reference RoleRights rights,
      @Reference Reach reach,
      @Reference Remembered remembered,
      @Reference UserNews news) {
    this(store, catalogue, rights, reach, remembered, news, Clock.systemUTC());
  }

  ApiTokens(
      PeopleStore store,
      PermissionCatalogue catalogue,
      RoleRights rights,
      Reach reach,
      Remembered remembered,
      UserNews news,
      Clock clock) {
    this.store = store;
    this.catalogue = catalogue;
    this.rights = rights;
    this.reach = reach;
    this.remembered = remembered;
    this.news = news;
    this.clock = clock;
  }

  /**
   * @param only the permissions it has of the user's; none: all of them
   * @throws NotFound if there is no such user
   */
  Issued issue(String name, String label, Set<String> only, Duration validFor) {
    check(only);
    var secret = "cta_" + Secrets.next();
    return store.write(
        em -> {
          var user = Users.byName(em, name).orElseThrow(() -> new NotFound("user", name));
          var token =
              new ApiTokenEntity(
                  user.id(), label, Secrets.hash(secret), only, clock.instant().plus(validFor));
          if (reach.isCaller(UserId.of(user.id()))) {
            reach.requireAll(token.limit(rights.permissionsOf(user.role())));
          } else {
            // it grows with its user's role later, up to what it names: to all if it names nothing
            reach.requireAll(only.isEmpty() ? Set.of("*") : only);
          }
          reach.requireSight(em, user);
          makeRoom(em, user);
          em.persist(token);
          news.tell(
              UserId.of(user.id()),
              UserFate.TOKEN_ISSUED,
              "core.user.token",
              Map.of("token", token.id()));
          return new Issued(ApiTokenId.of(token.id()), secret);
        });
  }

  private void check(Set<String> only) {
    if (only.size() > MOST_PERMISSIONS) {
      throw Invalid.field("permissions", "must be at most " + MOST_PERMISSIONS);
    }
    only.stream()
        .filter(permission -> !catalogue.isDeclared(permission))
        .findFirst()
        .ifPresent(
            permission -> {
              throw Invalid.field("permissions", "must each be a permission that there is");
            });
  }

  private void makeRoom(EntityManager em, UserEntity user) {
    em.createQuery("delete from ApiTokenEntity t where t.user = :user and t.endsAt < :now")
        .setParameter("user", user.id())
        .setParameter("now", clock.instant())
        .executeUpdate();
    long has =
        em.createQuery("select count(t) from ApiTokenEntity t where t.user = :user", Long.class)
            .setParameter("user", user.id())
            .getSingleResult();
    if (has >= MOST) {
      throw new Conflict(
          "too-many-tokens",
          "That user has " + has + " API tokens, as many as one may have; none was issued.",
          "Revoke some of them: msp:api-token-list, msp:api-token-revoke.");
    }
  }

  /**
   * What the caller may see: his own, or everybody's.
   *
   * @param name of the only user wanted, or null
   */
  Page<ApiToken> find(@Nullable String name, PageRequest page) {
    var after = page.cursor() == null ? "" : Cursor.read(page.cursor(), 1).get(0);
    var rows =
        store.read(
            em ->
                em
                    .createQuery(
                        "select t, u.name from ApiTokenEntity t, UserEntity u where t.user = u.id"
                            + " and t.id > :after and (:user = '' or t.user = :user) order by t.id",
                        Object[].class)
                    .setParameter("after", after)
                    .setParameter("user", reach.only(em, name))
                    .setMaxResults(page.limit() + 1)
                    .getResultList()
                    .stream()
                    .map(row -> ((ApiTokenEntity) row[0]).toToken((String) row[1]))
                    .toList());
    return Page.cut(rows, page, token -> Cursor.of(token.id().value()));
  }

  /**
   * @throws NotFound if there is none that the caller may revoke
   */
  void revoke(ApiTokenId id) {
    store.write(
        em -> {
          var token = em.find(ApiTokenEntity.class, id.value());
          if (token == null || !reach.reaches(UserId.of(token.user()), Reach.WRITE)) {
            throw new NotFound("API token", id);
          }
          // not by its version, or a use at the same moment would keep it alive
          em.createQuery("delete from ApiTokenEntity t where t.id = :id")
              .setParameter("id", id.value())
              .executeUpdate();
          news.tell(
              UserId.of(token.user()),
              UserFate.TOKEN_REVOKED,
              "core.user.token-revoke",
              Map.of("token", id.value()));
          return true;
        });
    remembered.forget();
  }

  /** In the open transaction, without telling of it. */
  static int removeAll(EntityManager em, UserId user) {
    return em.createQuery("delete from ApiTokenEntity t where t.user = :user")
        .setParameter("user", user.value())
        .executeUpdate();
  }

  /**
   * @param hash of its secret
   * @return the token, if it is good now; its use is noted
   */
  Optional<Good> use(String hash) {
    var good = store.read(em -> good(em, hash));
    var since = clock.instant().minus(COARSE);
    if (good.isPresent() && !good.get().token().wasUsedSince(since)) {
      try {
        store.write(
            em -> {
              good(em, hash).ifPresent(now -> now.token().used(clock.instant(), since));
              return true;
            });
      } catch (Conflict e) {
        // another node noted it just now
      }
    }
    return good;
  }

  private Optional<Good> good(EntityManager em, String hash) {
    return em.createQuery(
            "select t, u from ApiTokenEntity t, UserEntity u"
                + " where t.secretHash = :hash and t.user = u.id and t.endsAt > :now"
                + " and u.disabledAt is null",
            Object[].class)
        .setParameter("hash", hash)
        .setParameter("now", clock.instant())
        .getResultStream()
        .findFirst()
        .map(row -> new Good((ApiTokenEntity) row[0], (UserEntity) row[1]));
  }
}
