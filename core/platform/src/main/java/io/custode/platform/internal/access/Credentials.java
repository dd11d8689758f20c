// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.Principal;
import io.custode.api.access.UserFate;
import io.custode.api.access.UserId;
import io.custode.api.error.Problem;
import io.custode.api.error.SignedOut;
import io.custode.api.json.Json;
import io.custode.core.access.SignIn.Session;
import io.custode.platform.internal.access.Remembered.Found;
import io.custode.platform.internal.passkey.Refusal;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passwords, keys, tokens and sessions against the database. */
@Component(service = Credentials.class)
public final class Credentials {
  private static final Logger LOG = LoggerFactory.getLogger(Credentials.class);
  private static final int LONGEST = 256;

  // what is remembered of one kind of secret must not pass for the other
  private static final String TOKEN = "token ";
  private static final String COOKIE = "cookie ";
  private static final String USER = "user ";

  private final PeopleStore store;
  private final RoleRights rights;
  private final FirstStart.ShellKey shellKey;
  private final ApiTokens tokens;
  private final Sessions sessions;
  private final SecondFactors factors;
  private final Passkeys passkeys;
  private final SshKeys sshKeys;
  private final SignInRules rules;
  private final Throttle throttle;
  private final Callers callers;
  private final UserNews news;
  private final Remembered remembered;
  private final String nobody = Passwords.hash(Passwords.generate());

  @Activate
  public Credentials(
      @Reference PeopleStore store,
      @Reference RoleRights rights,
      @Reference FirstStart.ShellKey shellKey,
      @Reference ApiTokens tokens,
      @Reference Sessions sessions,
      @Reference SecondFactors factors,
      @Reference Passkeys passkeys,
      @Reference SshKeys sshKeys,
      @Reference SignInRules rules,
      @Reference Throttle throttle,
      @Reference Callers callers,
      @Reference UserNews news,
      @Reference Remembered remembered) {
    this.store = store;
    this.sessions = sessions;
    this.factors = factors;
    this.passkeys = passkeys;
    this.sshKeys = sshKeys;
    this.rules = rules;
    this.throttle = throttle;
    this.callers = callers;
    this.news = news;
    this.tokens = tokens;
    this.remembered = remembered;
    this.rights = rights;
    this.shellKey = shellKey;
  }

  Principal byPassword(String name, char[] password, @Nullable String code, String address) {
    return byPassword(name, password, address, user -> secondFactorFits(user, code));
  }

  /** With a passkey as the second factor. */
  Principal byPasswordAndPasskey(String name, char[] password, Json passkey, String address) {
    return byPassword(name, password, address, user -> passkeyFits(user, passkey));
  }

  private Principal byPassword(
      String name, char[] password, String address, Predicate<UserEntity> secondFactor) {
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
    if (user.isEmpty() || !fits || !user.get().isActive()) {
      throttle.failed(byUser + " " + address);
      throttle.failed(byAddress);
      throw new SignedOut();
    }
    checkAddress(user.get(), address);
    if (!secondFactor.test(user.get())) {
      throttle.failed(byAddress);
      throw new SignedOut();
    }
    throttle.succeeded(byUser + " " + address);
    throttle.succeeded(byAddress);
    if (user.get().isBreakGlass()) {
      tellOfBreakGlass(user.get(), address);
    }
    return limited(user.get());
  }

  private void checkAddress(UserEntity user, String address) {
    if (!found(user, "", false).mayComeFrom(address)) {
      throw new Problem(
          Problem.Kind.SIGNED_OUT,
          "address-not-allowed",
          "You are not signed in: you may not come from this address.",
          "Come from a network that is allowed to you, or ask an administrator.");
    }
  }

  /**
   * Whoever proved by other means who he is.
   *
   * @param strong whether by two factors
   */
  Principal byOther(UserId id, String address, boolean strong) {
    var user =
        store
            .read(em -> Optional.ofNullable(em.find(UserEntity.class, id.value())))
            .filter(UserEntity::isActive)
            .orElseThrow(SignedOut::new);
    checkAddress(user, address);
    if (user.isBreakGlass()) {
      tellOfBreakGlass(user, address);
    }
    return strong ? principal(user) : limited(user);
  }

  private boolean secondFactorFits(UserEntity user, @Nullable String code) {
    var id = UserId.of(user.id());
    if (!hasSecondFactor(id)) {
      return true;
    }
    if (code == null || code.isBlank()) {
      throw new Problem(
          Problem.Kind.SIGNED_OUT,
          "second-factor-needed",
          "You are not signed in yet: a code is needed too.",
          "Send the code of your authenticator app, a recovery code, or use a passkey.");
    }
    return code.length() <= LONGEST && factors.accepts(id, code.strip());
  }

  private boolean hasSecondFactor(UserId user) {
    return factors.isOn(user) || passkeys.has(user);
  }

  private boolean passkeyFits(UserEntity user, Json passkey) {
    try {
      return passkeys.use(passkey).value().equals(user.id());
    } catch (Refusal e) {
      return false;
    }
  }

  private void tellOfBreakGlass(UserEntity user, String address) {
    LOG.warn("Somebody signed in as the user for emergencies {} from {}", user.id(), address);
    callers.with(
        new Caller(principal(user), "system"),
        () ->
            store.write(
                em -> {
                  news.tell(
                      UserId.of(user.id()), UserFate.BREAK_GLASS_USED, "core.session.break-glass");
                  return true;
                }));
  }

  private Found found(UserEntity user, String csrf, boolean strong) {
    return new Found(strong ? principal(user) : limited(user), csrf, user.networks());
  }

  /** Whose role needs a second factor can only set one up until he has it. */
  private Principal limited(UserEntity user) {
    return needsSecondFactor(user.role())
            && !user.isBreakGlass()
            && !hasSecondFactor(UserId.of(user.id()))
        ? user.toPrincipal(Set.of(Reach.SELF))
        : principal(user);
  }

  /** What asks it of administrators asks it also of who may what they alone may. */
  private boolean needsSecondFactor(String role) {
    return rules.needsSecondFactor(role)
        || rules.needsSecondFactor(PermissionCatalogue.ADMINISTRATOR) && rights.isMighty(role);
  }

  /**
   * @return the id of the user of that name
   */
  Optional<UserId> idOf(String name) {
    return name == null || name.length() > LONGEST
        ? Optional.empty()
        : store.read(em -> Users.idOf(em, name));
  }

  Optional<Principal> byKey(String name, PublicKey key, String address) {
    if (name == null || name.length() > LONGEST) {
      return Optional.empty();
    }
    var user = store.read(em -> Users.byName(em, name)).filter(UserEntity::isActive);
    if (shellKey.is(key)) {
      return user.filter(u -> u.role().equals(PermissionCatalogue.ADMINISTRATOR))
          .map(this::principal);
    }
    return user.filter(u -> sshKeys.opens(UserId.of(u.id()), key))
        .filter(u -> found(u, "", true).mayComeFrom(address))
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
    return found.filter(f -> f.mayComeFrom(address)).map(Found::principal);
  }

  private Found found(ApiTokens.Good good) {
    var permissions = rights.permissionsOf(good.user().role());
    return new Found(
        good.user().toPrincipal(good.token().limit(permissions)), "", good.user().networks());
  }

  Optional<Session> bySession(String secret, String address) {
    return session(secret, address, sessions::use)
        .map(found -> new Session(secret, found.csrf(), found.principal()));
  }

  Optional<Principal> stillIn(String secret, String address) {
    return session(secret, address, sessions::look).map(Found::principal);
  }

  private Optional<Found> session(
      String secret, String address, Function<String, Optional<Sessions.Open>> load) {
    if (secret.length() > LONGEST) {
      return Optional.empty();
    }
    var hash = Secrets.hash(secret);
    return remembered
        .get(
            COOKIE + hash,
            () ->
                load.apply(hash)
                    .map(
                        open ->
                            found(open.user(), open.session().csrf(), open.session().isStrong())))
        .filter(found -> found.mayComeFrom(address));
  }

  Optional<Principal> byId(UserId id) {
    return remembered
        .get(
            USER + id,
            () ->
                store
                    .read(em -> Optional.ofNullable(em.find(UserEntity.class, id.value())))
                    .filter(UserEntity::isActive)
                    .map(user -> new Found(principal(user), "", List.of())))
        .map(Found::principal);
  }

  private Principal principal(UserEntity user) {
    return user.toPrincipal(rights.permissionsOf(user.role()));
  }
}
