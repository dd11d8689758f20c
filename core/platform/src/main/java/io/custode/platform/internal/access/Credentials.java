// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.Principal;
import io.custode.api.access.UserId;
import io.custode.api.error.SignedOut;
import io.custode.core.access.SignIn.Session;
import io.custode.persistence.TenantStore;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.persistence.EntityManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Passwords, keys, tokens and sessions against the database. */
@Component(service = Credentials.class)
public final class Credentials {
  private static final Duration SESSION = Duration.ofHours(10);
  private static final int LONGEST = 256;
  private static final long REMEMBER_NANOS = 1_000_000_000L;

  // what is remembered of one kind of secret must not pass for the other
  private static final String TOKEN = "token ";
  private static final String COOKIE = "cookie ";

  private record Known(Optional<Session> session, long at) {}

  private final TenantStore store;
  private final Visibility visibility;
  private final PermissionCatalogue catalogue;
  private final FirstStart.ShellKey shellKey;
  private final Throttle throttle = new Throttle(Clock.systemUTC());
  // a page asks a dozen times a second; what was withdrawn is noticed within that second
  private final Map<String, Known> known = new ConcurrentHashMap<>();
  private final String nobody = Passwords.hash(Passwords.generate());

  @Activate
  public Credentials(
      @Reference(target = "(custode.schema=core)") TenantStore store,
      @Reference Visibility visibility,
      @Reference PermissionCatalogue catalogue,
      @Reference FirstStart.ShellKey shellKey) {
    this.store = store;
    this.visibility = visibility;
    this.catalogue = catalogue;
    this.shellKey = shellKey;
  }

  Principal byPassword(String name, char[] password, String address) {
    if (name == null || name.length() > LONGEST || password.length > LONGEST) {
      throw new SignedOut();
    }
    var byUser = "user " + name;
    var byAddress = "address " + address;
    throttle.check(byUser + " " + address);
    throttle.check(byAddress);
    var user = read(em -> Users.byName(em, name));
    // the same work for a name that nobody has, so that time does not tell
    boolean fits = Passwords.fits(password, user.map(UserEntity::passwordHash).orElse(nobody));
    if (user.isEmpty() || !fits) {
      throttle.failed(byUser + " " + address);
      throttle.failed(byAddress);
      throw new SignedOut();
    }
    throttle.succeeded(byUser + " " + address);
    throttle.succeeded(byAddress);
    return principal(user.get());
  }

  /**
   * @return the id of the user of that name
   */
  Optional<UserId> idOf(String name) {
    return name == null || name.length() > LONGEST
        ? Optional.empty()
        : read(em -> Users.idOf(em, name));
  }

  Optional<Principal> byKey(String name, PublicKey key) {
    if (!MessageDigest.isEqual(shellKey.encoded(), key.getEncoded())) {
      return Optional.empty();
    }
    return read(em -> Users.byName(em, name))
        .filter(user -> user.role().equals(PermissionCatalogue.ADMINISTRATOR))
        .map(this::principal);
  }

  Optional<Principal> byToken(String bearer, String address) {
    if (bearer.length() > LONGEST) {
      return Optional.empty();
    }
    var byAddress = "token " + address;
    throttle.check(byAddress);
    var hash = Secrets.hash(bearer);
    var found =
        remembered(
            TOKEN + hash,
            () ->
                read(em -> tokenUser(em, hash))
                    .map(this::principal)
                    .map(p -> new Session("", "", p)));
    if (found.isEmpty()) {
      throttle.failed(byAddress);
    }
    return found.map(Session::principal);
  }

  private static Optional<UserEntity> tokenUser(EntityManager em, String hash) {
    return em.createQuery(
            "select u from ApiTokenEntity t, UserEntity u where t.secretHash = :hash and t.user = u.id and t.endsAt > :now",
            UserEntity.class)
        .setParameter("hash", hash)
        .setParameter("now", Instant.now())
        .getResultStream()
        .findFirst();
  }

  Session openSession(Principal principal) {
    var session = new Session(Secrets.next(), Secrets.next(), principal);
    write(
        em -> {
          em.createQuery("delete from SessionEntity s where s.endsAt < :now")
              .setParameter("now", Instant.now())
              .executeUpdate();
          em.persist(
              new SessionEntity(
                  Secrets.hash(session.secret()),
                  principal.id().value(),
                  session.csrf(),
                  Instant.now().plus(SESSION)));
          return true;
        });
    return session;
  }

  Optional<Session> bySession(String secret) {
    if (secret.length() > LONGEST) {
      return Optional.empty();
    }
    var hash = Secrets.hash(secret);
    return remembered(COOKIE + hash, () -> read(em -> loadSession(em, hash, secret)));
  }

  private Optional<Session> loadSession(EntityManager em, String hash, String secret) {
    var session = em.find(SessionEntity.class, hash);
    if (session == null || session.endsAt().isBefore(Instant.now())) {
      return Optional.empty();
    }
    return Optional.ofNullable(em.find(UserEntity.class, session.user()))
        .map(user -> new Session(secret, session.csrf(), principal(user)));
  }

  void closeSession(String secret) {
    var hash = Secrets.hash(secret);
    write(
        em ->
            em.createQuery("delete from SessionEntity s where s.secretHash = :hash")
                .setParameter("hash", hash)
                .executeUpdate());
    known.remove(COOKIE + hash);
  }

  private Optional<Session> remembered(String key, Supplier<Optional<Session>> load) {
    var before = known.get(key);
    if (before != null && System.nanoTime() - before.at() < REMEMBER_NANOS) {
      return before.session();
    }
    var now = load.get();
    if (known.size() > 10_000) {
      known.clear();
    }
    if (now.isPresent()) {
      known.put(key, new Known(now, System.nanoTime()));
    } else {
      known.remove(key);
    }
    return now;
  }

  private Principal principal(UserEntity user) {
    return user.toPrincipal(catalogue.permissionsOf(user.role()));
  }

  private <T> T read(java.util.function.Function<EntityManager, T> work) {
    return visibility.asProvider(() -> store.read(work));
  }

  private <T> T write(java.util.function.Function<EntityManager, T> work) {
    Supplier<T> all = () -> store.write(work);
    return visibility.asProvider(all);
  }
}
