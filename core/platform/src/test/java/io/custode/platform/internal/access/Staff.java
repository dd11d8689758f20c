// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.Principal;
import io.custode.api.audit.Audit;
import io.custode.api.id.Uuid7;
import io.custode.api.secret.Secrets;
import io.custode.core.access.PasskeySignIn;
import io.custode.core.access.ProviderSignIn;
import io.custode.core.access.SignIn;
import io.custode.platform.internal.Platform;
import io.custode.platform.internal.secret.JpaSecrets;
import io.custode.platform.internal.secret.KeyRing;
import io.custode.platform.internal.secret.KeyRotation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;

/** The services about users on one node, wired as the container wires them. */
public final class Staff {
  /** Runs on, and is put forward. */
  static final class Hand extends Clock {
    private Duration ahead = Duration.ZERO;

    void pass(Duration time) {
      ahead = ahead.plus(time);
    }

    @Override
    public Instant instant() {
      return Instant.now().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }

  private static final String HOME = home();

  final Platform platform;
  final PermissionCatalogue catalogue;
  final Hand clock;
  final PeopleStore store;
  final RoleRights rights;
  final JpaRoles roles;
  final Reach reach;
  final Remembered remembered = new Remembered();
  final UserNews news;
  final Throttle throttle;
  final ApiTokens tokens;
  final SignInRules rules = new SignInRules(settings(""));
  final Secrets secrets;
  final Sessions sessions;
  final OwnPasswords passwords;
  final SecondFactors factors;
  final Passkeys passkeys;
  final SshKeys sshKeys;
  final UserTenants tenants;
  public final UserChanges changes;
  final SignInProviders providers;
  public final Users users;

  public Staff(Platform platform, PermissionCatalogue catalogue) {
    this(platform, catalogue, secrets(platform), new Hand());
    // the tests of a run come from the same addresses
    store.write(em -> em.createQuery("delete from ThrottleEntity t").executeUpdate());
  }

  /**
   * @param secrets what keeps the keys of second factors
   */
  Staff(Platform platform, PermissionCatalogue catalogue, Secrets secrets, Hand clock) {
    this.secrets = secrets;
    this.platform = platform;
    this.catalogue = catalogue;
    this.clock = clock;
    store = new PeopleStore(platform.store, platform.visibility);
    throttle = new Throttle(store, clock);
    rights = new RoleRights(store, catalogue);
    reach = new Reach(platform.callers, rights);
    news = new UserNews(platform.events, platform.audit);
    tokens = new ApiTokens(store, catalogue, rights, reach, remembered, news, clock);
    sessions = new Sessions(store, reach, remembered, news, rules, clock);
    passwords = new OwnPasswords(store, platform.callers, reach, remembered, news, throttle, clock);
    factors =
        new SecondFactors(store, secrets, passwords, reach, remembered, news, throttle, clock);
    passkeys = new Passkeys(store, passwords, reach, remembered, news, rules, platform.json, clock);
    sshKeys = new SshKeys(store, passwords, reach, news, clock);
    users = new Users(store, platform.visibility, rights, reach, passwords, news);
    tenants = new UserTenants(platform.visibility, news);
    changes = new UserChanges(store, rights, factors, users, tenants, reach, remembered, news);
    roles =
        new JpaRoles(store, catalogue, rights, reach, remembered, platform.events, platform.audit);
    providers = new SignInProviders(store, secrets, users, reach, platform.events, platform.audit);
  }

  /** As the container wires them, under keys of a home that is new in each run. */
  private static Secrets secrets(Platform platform) {
    var keys = new KeyRing(config(FirstStart.Config.class, Map.of("home", HOME)));
    var rotation =
        new KeyRotation(platform.store, platform.visibility, keys, platform.audit, platform.json);
    return new JpaSecrets(
        platform.store,
        platform.database.binding(),
        keys,
        rotation,
        platform.events,
        platform.audit);
  }

  private static <T> T config(Class<T> type, Map<String, Object> settings) {
    return type.cast(
        Proxy.newProxyInstance(
            Staff.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> settings.get(method.getName())));
  }

  static SignInRules.Config settings(String secondFactorRoles) {
    return config(
        SignInRules.Config.class,
        Map.of(
            "sessionHours",
            10,
            "idleMinutes",
            60,
            "secondFactorRoles",
            secondFactorRoles,
            "publicAddress",
            "https://msp.example:8443"));
  }

  /** Another node on the same database, which remembers nothing. */
  Staff otherNode() {
    return new Staff(platform, catalogue, secrets, clock);
  }

  /** The doors' sign-in of this node. */
  SignIn door(FirstStart.ShellKey shellKey, Audit audit) {
    return new PlatformSignIn(
        credentials(shellKey, rules), sessions, passwords, audit, platform.json);
  }

  private Credentials credentials(FirstStart.ShellKey shellKey, SignInRules rules) {
    return new Credentials(
        store,
        rights,
        shellKey,
        tokens,
        sessions,
        factors,
        passkeys,
        sshKeys,
        rules,
        throttle,
        platform.callers,
        news,
        remembered);
  }

  /** Under other rules than this node's. */
  Credentials credentials(SignInRules.Config rules) {
    try {
      return credentials(shellKey(Path.of(HOME)), new SignInRules(rules));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  PasskeySignIn passkeyDoor() {
    return new PlatformPasskeySignIn(passkeys, credentials(settings("")), throttle, platform.audit);
  }

  ExternalUsers externals() {
    return new ExternalUsers(
        store,
        rights,
        users,
        changes,
        tenants,
        platform.callers,
        reach,
        remembered,
        news,
        platform.audit,
        platform.json);
  }

  /** Sign-in by providers on this node. */
  ProviderSignIn providerDoor(SignInRules.Config settings) {
    return providerDoor(settings, providers);
  }

  /** Of a platform that waits no longer than that for a provider. */
  ProviderSignIn impatientDoor(Duration longest) {
    return providerDoor(
        settings(""),
        new SignInProviders(
            store, secrets, users, reach, platform.events, platform.audit, longest));
  }

  private ProviderSignIn providerDoor(SignInRules.Config settings, SignInProviders providers) {
    return new PlatformProviderSignIn(
        providers,
        externals(),
        credentials(settings),
        sessions,
        new SignInRules(settings),
        throttle,
        platform.audit);
  }

  static FirstStart.ShellKey shellKey(Path home) throws Exception {
    return new FirstStart.ShellKey(
        config(FirstStart.Config.class, Map.of("home", home.toString())));
  }

  private static String home() {
    try {
      return Files.createTempDirectory("custode-staff").toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Somebody new, by a name that no other test has. */
  Users.WithPassword hire(String role) {
    return users.create(newUser(role));
  }

  static NewUser newUser(String role) {
    return new NewUser("u" + Uuid7.next().substring(24), role, null, null);
  }

  /** Somebody at work who may that. */
  static Principal at(User user, String... permissions) {
    return new Principal(user.kind(), user.id(), user.name(), null, Set.of(permissions));
  }

  void as(Principal who, Runnable work) {
    platform.as(
        who,
        () -> {
          work.run();
          return true;
        });
  }

  /** Where he is sent a code if he forgets his password; as the caller. */
  public void mailTo(String user, String address) {
    new MailAddresses(store, reach, passwords, news).set(user, address);
  }
}
