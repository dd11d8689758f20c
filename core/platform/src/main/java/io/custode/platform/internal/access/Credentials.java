// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.Principal;
import io.custode.api.access.UserId;
import io.custode.api.error.SignedOut;
import io.custode.core.access.SignIn.Session;
import io.custode.platform.internal.access.Remembered.Found;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.persistence.EntityManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Passwords, keys, tokens and sessions against the database. */
@Component(service = Credentials.class)
public final class Credentials {
  private static final Duration SESSION = Duration.ofHours(10);
  private static final int LONGEST = 256;

  // what is remembered of one kind of secret must not pass for the other
  private static final String TOKEN = "token ";
  private static final String COOKIE = "cookie ";

  private final PeopleStore store;
  private final PermissionCatalogue catalogue;
  private final FirstStart.ShellKey shellKey;
  private final Throttle throttle = new Throttle(Clock.systemUTC());
  private final ApiTokens tokens;
  private final Remembered remembered;
  private final String nobody = Passwords.hash(Passwords.generate());

  @Activate
  public Credentials(
      @Reference PeopleStore store,
      @Reference PermissionCatalogue catalogue,
      @Reference FirstStart.ShellKey shellKey,
      @Reference ApiTokens tokens,
      @Reference Remembered remembered) {
    this.store = store;
    this.tokens = tokens;
    this.remembered = remembered;
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
    var user = store.read(em -> Users.byName(em, name));
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
        : store.read(em -> Users.idOf(em, name));
  }

  Optional<Principal> byKey(String name, PublicKey key) {
    if (!MessageDigest.isEqual(shellKey.encoded(), key.getEncoded())) {
      return Optional.empty();
    }
    return store
        .read(em -> Users.byName(em, name))
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
    var found = remembered.get(TOKEN + hash, () -> tokens.use(hash).map(this::found));
    if (found.isEmpty()) {
      throttle.failed(byAddress);
    }
    return found.map(Found::principal);
  }

  private Found found(ApiTokens.Good good) {
    var permissions = catalogue.permissionsOf(good.user().role());
    return new Found(good.user().toPrincipal(good.token().limit(permissions)), "");
  }

  Session openSession(Principal principal) {
    var session = new Session(Secrets.next(), Secrets.next(), principal);
    store.write(
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
    return remembered
        .get(COOKIE + hash, () -> store.read(em -> loadSession(em, hash)))
        .map(found -> new Session(secret, found.csrf(), found.principal()));
  }

  private Optional<Found> loadSession(EntityManager em, String hash) {
    var session = em.find(SessionEntity.class, hash);
    if (session == null || session.endsAt().isBefore(Instant.now())) {
      return Optional.empty();
    }
    return Optional.ofNullable(em.find(UserEntity.class, session.user()))
        .map(user -> new Found(principal(user), session.csrf()));
  }

  void closeSession(String secret) {
    var hash = Secrets.hash(secret);
    store.write(
        em ->
            em.createQuery("delete from SessionEntity s where s.secretHash = :hash")
                .setParameter("hash", hash)
                .executeUpdate());
    remembered.forget();
  }

  private Principal principal(UserEntity user) {
    return user.toPrincipal(catalogue.permissionsOf(user.role()));
  }
}
