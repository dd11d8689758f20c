// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.UserFate;
import io.custode.api.access.UserId;
import io.custode.api.error.Conflict;
import io.custode.api.error.NotFound;
import io.custode.api.error.Problem;
import io.custode.api.secret.SecretName;
import io.custode.api.secret.SecretValue;
import io.custode.api.secret.Secrets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.persistence.EntityManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Codes by time as a second factor, and recovery codes for who lost it. */
@Component(service = SecondFactors.class)
public final class SecondFactors {
  private static final SecureRandom RANDOM = new SecureRandom();

  /** As long as the hash, RFC 4226, 4. */
  private static final int KEY_BYTES = 20;

  private static final int RECOVERY_CODES = 10;
  private static final int RECOVERY_LENGTH = 16;
  private static final String RECOVERY_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

  /** Clocks of phones are off a little: a code of the step before or after is good too. */
  private static final int APART = 1;

  /**
   * What an app needs; seen this once.
   *
   * @param secret base32, to be typed in
   * @param uri the same for a QR code
   */
  public record Key(String secret, String uri) {
    @Override
    public String toString() {
      return "Key";
    }
  }

  /** Each stands in for a lost second factor once; seen this once. */
  public record RecoveryCodes(List<String> codes) {
    public RecoveryCodes {
      codes = List.copyOf(codes);
    }

    @Override
    public String toString() {
      return "RecoveryCodes";
    }
  }

  /**
   * Of a user.
   *
   * @param on whether his sign-in needs a code
   * @param recoveryCodes how many are left
   */
  public record State(boolean on, long recoveryCodes) {}

  private final PeopleStore store;
  private final Secrets secrets;
  private final OwnPasswords passwords;
  private final Reach reach;
  private final Remembered remembered;
  private final UserNews news;
  private final Throttle throttle;
  private final Clock clock;

  @Activate
  public SecondFactors(
      @Reference PeopleStore store,
      @Reference Secrets secrets,
      @Reference OwnPasswords passwords,
      @Reference Reach reach,
      @Reference Remembered remembered,
      @Reference UserNews news,
      @Reference Throttle throttle) {
    this(store, secrets, passwords, reach, remembered, news, throttle, Clock.systemUTC());
  }

  SecondFactors(
      PeopleStore store,
      Secrets secrets,
      OwnPasswords passwords,
      Reach reach,
      Remembered remembered,
      UserNews news,
      Throttle throttle,
      Clock clock) {
    this.store = store;
    this.secrets = secrets;
    this.passwords = passwords;
    this.reach = reach;
    this.remembered = remembered;
    this.news = news;
    this.throttle = throttle;
    this.clock = clock;
  }

  /** Makes a key for the caller's app; it counts once {@link #confirm} has seen a code of it. */
  Key enrol(char[] password) {
    passwords.confirm(password);
    var caller = reach.caller();
    var key = new byte[KEY_BYTES];
    RANDOM.nextBytes(key);
    store.write(
        em -> {
          var before = row(em, caller.id());
          if (before.filter(SecondFactorEntity::isOn).isPresent()) {
            throw new Conflict(
                "second-factor-on",
                "You have a second factor already; nothing was changed.",
                "Remove it first: msp:second-factor-remove.");
          }
          if (before.isEmpty()) {
            em.persist(new SecondFactorEntity(caller.id()));
          }
          try (var value = SecretValue.of(key)) {
            secrets.set(name(caller.id()), value);
          }
          return true;
        });
    var secret = Totp.base32(key);
    Arrays.fill(key, (byte) 0);
    var label = caller.name().replace("@", "%40");
    return new Key(
        secret, "otpauth://totp/Custode:" + label + "?secret=" + secret + "&issuer=Custode");
  }

  /**
   * From now on the caller's sign-in needs a code.
   *
   * @param code that his app shows now
   */
  RecoveryCodes confirm(String code) {
    var id = reach.caller().id();
    var key = "factor " + id;
    throttle.check(key);
    var codes = Stream.generate(SecondFactors::recoveryCode).limit(RECOVERY_CODES).toList();
    boolean fits =
        store.write(
            em -> {
              var row =
                  row(em, id)
                      .filter(r -> !r.isOn())
                      .orElseThrow(
                          () ->
                              new Conflict(
                                  "second-factor-not-begun",
                                  "There is no second factor to confirm; nothing was changed.",
                                  "Begin with msp:second-factor-enrol."));
              if (!fits(row, id, code)) {
                return false;
              }
              row.confirm(clock.instant());
              codes.forEach(c -> em.persist(new RecoveryCodeEntity(id, hash(c))));
              news.tell(id, UserFate.SECOND_FACTOR_ADDED, "core.user.second-factor");
              return true;
            });
    if (!fits) {
      throttle.failed(key);
      throw wrong();
    }
    throttle.succeeded(key);
    remembered.forget();
    return new RecoveryCodes(codes);
  }

  /** The caller signs in without a second factor from now on. */
  void remove(char[] password, String code) {
    var id = reach.caller().id();
    passwords.confirm(password);
    if (!accepts(id, code)) {
      throw wrong();
    }
    store.write(em -> off(em, id));
    remembered.forget();
  }

  /**
   * For who lost it: his passkeys and recovery codes go too.
   *
   * @throws NotFound if there is no such user, or he has neither
   */
  void reset(String name) {
    store.write(
        em -> {
          var user = Users.byName(em, name).orElseThrow(() -> new NotFound("user", name));
          reach.requireUser(em, user);
          var id = UserId.of(user.id());
          if (Passkeys.removeAll(em, id) == 0 && row(em, id).isEmpty()) {
            throw new NotFound("second factor of", name);
          }
          return off(em, id);
        });
    remembered.forget();
  }

  private boolean off(EntityManager em, UserId id) {
    removeAll(em, id);
    news.tell(id, UserFate.SECOND_FACTOR_REMOVED, "core.user.second-factor-remove");
    return true;
  }

  /** In the open transaction, without telling of it. */
  void removeAll(EntityManager em, UserId id) {
    row(em, id)
        .ifPresent(
            row -> {
              em.remove(row);
              secrets.remove(name(id));
            });
    em.createQuery("delete from RecoveryCodeEntity c where c.user = :user")
        .setParameter("user", id.value())
        .executeUpdate();
  }

  State state() {
    var id = reach.caller().id();
    return store.read(
        em ->
            new State(
                row(em, id).filter(SecondFactorEntity::isOn).isPresent(),
                em.createQuery(
                        "select count(c) from RecoveryCodeEntity c where c.user = :user",
                        Long.class)
                    .setParameter("user", id.value())
                    .getSingleResult()));
  }

  boolean isOn(UserId user) {
    return store.read(em -> row(em, user).filter(SecondFactorEntity::isOn).isPresent());
  }

  /**
   * Slowed down by user, whatever the address: who guesses codes has the password already.
   *
   * @param code of his app, or a recovery code; it is good no more
   * @return whether it was good
   */
  boolean accepts(UserId user, String code) {
    var key = "factor " + user;
    throttle.check(key);
    boolean good;
    try {
      good = store.write(em -> isCode(code) ? usesCode(em, user, code) : recovers(em, user, code));
    } catch (Conflict e) {
      // the same code twice at the same moment
      good = false;
    }
    if (good) {
      throttle.succeeded(key);
    } else {
      throttle.failed(key);
    }
    return good;
  }

  private static boolean isCode(String text) {
    return text.length() == Totp.DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private boolean usesCode(EntityManager em, UserId user, String code) {
    return row(em, user)
        .filter(SecondFactorEntity::isOn)
        .filter(r -> fits(r, user, code))
        .isPresent();
  }

  private boolean recovers(EntityManager em, UserId user, String code) {
    // one statement: of two at once one finds nothing
    return em.createQuery(
                "delete from RecoveryCodeEntity c where c.user = :user and c.secretHash = :hash")
            .setParameter("user", user.value())
            .setParameter("hash", hash(code))
            .executeUpdate()
        == 1;
  }

  /** Also uses it up. */
  private boolean fits(SecondFactorEntity row, UserId user, String code) {
    long now = Totp.step(clock.instant());
    try (var secret = secrets.get(name(user)).orElseThrow(() -> new NotFound("secret", user))) {
      var key = secret.bytes();
      for (long step = Math.max(now - APART, row.lastStep() + 1); step <= now + APART; step++) {
        if (MessageDigest.isEqual(Totp.code(key, step, Totp.DIGITS).getBytes(), code.getBytes())) {
          row.used(step);
          return true;
        }
      }
      return false;
    }
  }

  private static Problem wrong() {
    return new Problem(
        Problem.Kind.FORBIDDEN,
        "wrong-code",
        "That code is wrong, used or too old; nothing was changed.",
        "Wait for the next code of the app; its clock must be right.");
  }

  private static Optional<SecondFactorEntity> row(EntityManager em, UserId user) {
    return Optional.ofNullable(em.find(SecondFactorEntity.class, user.value()));
  }

  private static SecretName name(UserId user) {
    return SecretName.of("core.totp-" + user);
  }

  private static String recoveryCode() {
    var text = new StringBuilder();
    for (int i = 0; i < RECOVERY_LENGTH; i++) {
      if (i > 0 && i % 4 == 0) {
        text.append('-');
      }
      text.append(RECOVERY_LETTERS.charAt(RANDOM.nextInt(RECOVERY_LETTERS.length())));
    }
    return text.toString();
  }

  /** However it was typed in. */
  private static String hash(String recoveryCode) {
    return io.custode.platform.internal.access.Secrets.hash(
        recoveryCode.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT));
  }
}
