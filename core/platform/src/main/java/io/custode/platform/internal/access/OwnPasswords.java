// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.UserFate;
import io.custode.api.access.UserId;
import io.custode.api.error.Conflict;
import io.custode.api.error.NotFound;
import io.custode.api.error.Problem;
import io.custode.api.error.SignedOut;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.persistence.EntityManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Users set their passwords: with the one they have, or with a one-time code. */
@Component(service = OwnPasswords.class)
public final class OwnPasswords {
  /** With it a user sets a password, once; seen this once. */
  public record Code(String user, String code, Instant endsAt) {
    @Override
    public String toString() {
      return "Code[" + user + "]";
    }
  }

  private final PeopleStore store;
  private final Callers callers;
  private final Reach reach;
  private final Remembered remembered;
  private final UserNews news;
  private final Throttle throttle;
  private final Clock clock;

  @Activate
  public OwnPasswords(
      @Reference PeopleStore store,
      @Reference Callers callers,
      @Reference Reach reach,
      @Reference Remembered remembered,
      @Reference UserNews news,
      @Reference Throttle throttle) {
    this(store, callers, reach, remembered, news, throttle, Clock.systemUTC());
  }

  OwnPasswords(
      PeopleStore store,
      Callers callers,
      Reach reach,
      Remembered remembered,
      UserNews news,
      Throttle throttle,
      Clock clock) {
    this.store = store;
    this.callers = callers;
    this.reach = reach;
    this.remembered = remembered;
    this.news = news;
    this.throttle = throttle;
    this.clock = clock;
  }

  /**
   * A code for a user who lost his password, which goes on being good until he sets another.
   *
   * @throws NotFound if there is no such user
   */
  Code issue(String name, Duration validFor) {
    return store.write(
        em -> {
          var user = Users.byName(em, name).orElseThrow(() -> new NotFound("user", name));
          reach.requireUser(em, user);
          if (!user.isActive()) {
            throw new Conflict(
                "user-disabled",
                "The user " + name + " is disabled; no code was made.",
                "Enable him first: msp:user-enable.");
          }
          news.tell(UserId.of(user.id()), UserFate.CODE_ISSUED, "core.user.reset");
          return issue(em, user, validFor);
        });
  }

  /** In the open transaction, without telling of it. */
  Code issue(EntityManager em, UserEntity user, Duration validFor) {
    var code = new String(Passwords.generate());
    var end = clock.instant().plus(validFor);
    var row = em.find(OneTimeCodeEntity.class, user.id());
    if (row == null) {
      row = new OneTimeCodeEntity(UserId.of(user.id()));
      em.persist(row);
    }
    row.set(Secrets.hash(code), end);
    return new Code(user.name(), code, end);
  }

  /** In the open transaction. */
  static void removeCode(EntityManager em, UserId user) {
    em.createQuery("delete from OneTimeCodeEntity c where c.user = :user")
        .setParameter("user", user.value())
        .executeUpdate();
  }

  /**
   * Sets a password with a code, which is good no more.
   *
   * @throws SignedOut if they do not fit
   */
  void redeem(String name, String code, char[] password, String address) {
    var byUser = "code " + name + " " + address;
    var byAddress = "address " + address;
    throttle.check(byUser);
    throttle.check(byAddress);
    PasswordRules.check(name, password);
    var hash = Secrets.hash(code);
    if (store.read(em -> owner(em, name, hash)).isEmpty()) {
      throttle.failed(byUser);
      throttle.failed(byAddress);
      throw new SignedOut();
    }
    var next = Passwords.hash(password);
    try {
      store.write(em -> set(em, owner(em, name, hash).orElseThrow(SignedOut::new), next));
    } catch (Conflict e) {
      // somebody was quicker with the same code
      throw new SignedOut();
    }
    throttle.succeeded(byUser);
    remembered.forget();
  }

  private Optional<UserEntity> owner(EntityManager em, String name, String hash) {
    return Users.byName(em, name)
        .filter(UserEntity::isActive)
        .filter(
            user -> {
              var code = em.find(OneTimeCodeEntity.class, user.id());
              return code != null && code.opens(hash, clock.instant());
            });
  }

  private boolean set(EntityManager em, UserEntity user, String hash) {
    // by its version: of two at once one fails
    em.remove(em.find(OneTimeCodeEntity.class, user.id()));
    user.setPassword(hash);
    var id = UserId.of(user.id());
    Sessions.removeAll(em, id);
    return callers.with(
        new Caller(user.toPrincipal(Set.of()), "rest"),
        () -> {
          news.tell(id, UserFate.PASSWORD_CHANGED, "core.user.password");
          return true;
        });
  }

  /** Changes the caller's own password; his sessions end. */
  void change(char[] current, char[] next) {
    confirm(current);
    PasswordRules.check(reach.caller().name(), next);
    var hash = Passwords.hash(next);
    own(
        user -> {
          user.setPassword(hash);
          return true;
        });
    remembered.forget();
  }

  private <T> T own(Function<UserEntity, T> work) {
    var id = reach.caller().id();
    return store.write(
        em -> {
          var user = em.find(UserEntity.class, id.value());
          if (user == null) {
            throw new NotFound("user", id);
          }
          Sessions.removeAll(em, id);
          removeCode(em, id);
          news.tell(id, UserFate.PASSWORD_CHANGED, "core.user.password");
          return work.apply(user);
        });
  }

  /** Like {@link #confirm}; not asked of who was hired by a sign-in provider and has none. */
  void confirmIfAny(char[] password) {
    var id = reach.caller().id();
    if (!store.<Boolean>read(em -> isManaged(em, id))) {
      confirm(password);
    }
  }

  private static boolean isManaged(EntityManager em, UserId user) {
    return em.createQuery(
            "select i from ExternalIdentityEntity i where i.user = :user",
            ExternalIdentityEntity.class)
        .setParameter("user", user.value())
        .getResultStream()
        .anyMatch(ExternalIdentityEntity::isManaged);
  }

  /**
   * Makes sure that it is the caller himself who sits there.
   *
   * @throws Problem FORBIDDEN if that is not his password
   */
  void confirm(char[] password) {
    var id = reach.caller().id();
    var key = "own " + id;
    throttle.check(key);
    var user = store.read(em -> Optional.ofNullable(em.find(UserEntity.class, id.value())));
    if (password.length > PasswordRules.LONGEST
        || user.isEmpty()
        || !Passwords.fits(password, user.get().passwordHash())) {
      throttle.failed(key);
      throw new Problem(
          Problem.Kind.FORBIDDEN,
          "wrong-password",
          "That is not your password; nothing was changed.",
          "Try again, or ask an administrator for a one-time code: msp:password-reset.");
    }
    throttle.succeeded(key);
  }
}
