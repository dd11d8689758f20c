// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.Principal;
import io.custode.api.access.SessionId;
import io.custode.api.access.UserFate;
import io.custode.api.access.UserId;
import io.custode.api.error.Conflict;
import io.custode.api.error.NotFound;
import io.custode.api.page.Cursor;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.core.access.SignIn.Origin;
import io.custode.core.access.SignIn.Session;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Browser sessions. */
@Component(service = Sessions.class)
public final class Sessions {
  /** A request is written down this seldom. */
  private static final Duration COARSE = Duration.ofMinutes(1);

  /** A session that is open, and whose it is. */
  record Open(SessionEntity session, UserEntity user) {}

  private final PeopleStore store;
  private final Reach reach;
  private final Remembered remembered;
  private final UserNews news;
  private final SignInRules rules;
  private final Clock clock;

  @Activate
  public Sessions(
      @Reference PeopleStore store,
      @Reference Reach reach,
      @Reference Remembered remembered,
      @Reference UserNews news,
      @Reference SignInRules rules) {
    this(store, reach, remembered, news, rules, Clock.systemUTC());
  }

  Sessions(
      PeopleStore store,
      Reach reach,
      Remembered remembered,
      UserNews news,
      SignInRules rules,
      Clock clock) {
    this.store = store;
    this.reach = reach;
    this.remembered = remembered;
    this.news = news;
    this.rules = rules;
    this.clock = clock;
  }

  Session open(Principal principal, Origin origin) {
    return open(principal, origin, row -> {});
  }

  /** By a sign-in provider. */
  Session open(Principal principal, Origin origin, SignInProviderEntity provider) {
    return open(principal, origin, row -> row.openedBy(provider.id(), provider.isStrong()));
  }

  private Session open(Principal principal, Origin origin, Consumer<SessionEntity> how) {
    var session = new Session(Secrets.next(), Secrets.next(), principal);
    var now = clock.instant();
    store.write(
        em -> {
          em.createQuery("delete from SessionEntity s where s.endsAt < :now")
              .setParameter("now", now)
              .executeUpdate();
          var row =
              new SessionEntity(
                  Secrets.hash(session.secret()),
                  principal.id().value(),
                  session.csrf(),
                  origin,
                  now,
                  now.plus(rules.session()));
          how.accept(row);
          em.persist(row);
          return true;
        });
    return session;
  }

  /**
   * @param hash of its secret
   * @return it, if it is open and its user may come in
   */
  Optional<Open> look(String hash) {
    return store.read(em -> open(em, hash));
  }

  /** Like {@link #look}, and notes that it is in use. */
  Optional<Open> use(String hash) {
    var open = look(hash);
    var now = clock.instant();
    if (open.isPresent() && !open.get().session().wasSeenSince(now.minus(COARSE))) {
      try {
        store.write(
            em -> {
              open(em, hash).ifPresent(again -> again.session().seen(now));
              return true;
            });
      } catch (Conflict e) {
        // another request noted it just now
      }
    }
    return open;
  }

  private Optional<Open> open(EntityManager em, String hash) {
    return Optional.ofNullable(em.find(SessionEntity.class, hash))
        .filter(session -> session.isOpen(clock.instant(), rules.idle()))
        .flatMap(
            session ->
                Optional.ofNullable(em.find(UserEntity.class, session.user()))
                    .filter(UserEntity::isActive)
                    .map(user -> new Open(session, user)));
  }

  void close(String hash) {
    store.write(
        em ->
            em.createQuery("delete from SessionEntity s where s.secretHash = :hash")
                .setParameter("hash", hash)
                .executeUpdate());
    remembered.forget();
  }

  /**
   * What the caller may see: his own, or everybody's.
   *
   * @param name of the only user wanted, or null
   */
  Page<WebSession> find(@Nullable String name, PageRequest page) {
    var after = page.cursor() == null ? "" : Cursor.read(page.cursor(), 1).get(0);
    var now = clock.instant();
    var rows =
        store.read(
            em ->
                em
                    .createQuery(
                        "select s, u.name from SessionEntity s, UserEntity u where s.user = u.id"
                            + " and s.id > :after and s.endsAt > :now and s.seenAt > :seen"
                            + " and (:user = '' or s.user = :user) order by s.id",
                        Object[].class)
                    .setParameter("after", after)
                    .setParameter("now", now)
                    .setParameter("seen", now.minus(rules.idle()))
                    .setParameter("user", reach.only(em, name))
                    .setMaxResults(page.limit() + 1)
                    .getResultList()
                    .stream()
                    .map(row -> ((SessionEntity) row[0]).toSession((String) row[1]))
                    .toList());
    return Page.cut(rows, page, session -> Cursor.of(session.id().value()));
  }

  /**
   * @throws NotFound if there is none that the caller may end
   */
  void end(SessionId id) {
    store.write(
        em -> {
          var session =
              em.createQuery("select s from SessionEntity s where s.id = :id", SessionEntity.class)
                  .setParameter("id", id.value())
                  .getResultStream()
                  .findFirst()
                  .filter(s -> reach.reaches(UserId.of(s.user()), Reach.WRITE))
                  .orElseThrow(() -> new NotFound("session", id));
          // not by its version, or a request at the same moment would keep it alive
          em.createQuery("delete from SessionEntity s where s.id = :id")
              .setParameter("id", id.value())
              .executeUpdate();
          news.tell(
              UserId.of(session.user()),
              UserFate.SESSIONS_ENDED,
              "core.session.end",
              Map.of("session", id.value()));
          return true;
        });
    remembered.forget();
  }

  /**
   * @return how many there were
   * @throws NotFound if there is no such user, or the caller may not end his sessions
   */
  int endAll(String name) {
    int ended =
        store.write(
            em -> {
              var user =
                  Users.idOf(em, name)
                      .filter(id -> reach.reaches(id, Reach.WRITE))
                      .orElseThrow(() -> new NotFound("user", name));
              news.tell(user, UserFate.SESSIONS_ENDED, "core.session.end-all");
              return removeAll(em, user);
            });
    remembered.forget();
    return ended;
  }

  /** In the open transaction, without telling of it. */
  static int removeAll(EntityManager em, UserId user) {
    return em.createQuery("delete from SessionEntity s where s.user = :user")
        .setParameter("user", user.value())
        .executeUpdate();
  }
}
