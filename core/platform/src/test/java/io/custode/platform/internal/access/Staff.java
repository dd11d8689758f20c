// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.Principal;
import io.custode.api.audit.Audit;
import io.custode.api.id.Uuid7;
import io.custode.core.access.SignIn;
import io.custode.platform.internal.Platform;
import java.lang.reflect.Proxy;
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

  final Platform platform;
  final PermissionCatalogue catalogue;
  final Hand clock;
  final PeopleStore store;
  final Reach reach;
  final Remembered remembered = new Remembered();
  final UserNews news;
  final Throttle throttle;
  final ApiTokens tokens;
  final Sessions sessions;
  final OwnPasswords passwords;
  final UserChanges changes;
  public final Users users;

  public Staff(Platform platform, PermissionCatalogue catalogue) {
    this(platform, catalogue, new Hand());
  }

  private Staff(Platform platform, PermissionCatalogue catalogue, Hand clock) {
    this.platform = platform;
    this.catalogue = catalogue;
    this.clock = clock;
    throttle = new Throttle(clock);
    store = new PeopleStore(platform.store, platform.visibility);
    reach = new Reach(platform.callers, catalogue);
    news = new UserNews(platform.events, platform.audit);
    tokens = new ApiTokens(store, catalogue, reach, remembered, news, clock);
    sessions = new Sessions(store, reach, remembered, news, rules(), clock);
    passwords = new OwnPasswords(store, platform.callers, reach, remembered, news, throttle, clock);
    changes = new UserChanges(store, catalogue, reach, remembered, news);
    users = new Users(store, platform.visibility, catalogue, reach, passwords, news);
  }

  private static SignInRules rules() {
    Map<String, Object> settings =
        Map.of("sessionHours", 10, "idleMinutes", 60, "secondFactorRoles", new String[0]);
    return new SignInRules(
        (SignInRules.Config)
            Proxy.newProxyInstance(
                Staff.class.getClassLoader(),
                new Class<?>[] {SignInRules.Config.class},
                (proxy, method, arguments) -> settings.get(method.getName())));
  }

  /** Another node on the same database, which remembers nothing. */
  Staff otherNode() {
    return new Staff(platform, catalogue, clock);
  }

  /** The doors' sign-in of this node. */
  SignIn door(FirstStart.ShellKey shellKey, Audit audit) {
    var credentials =
        new Credentials(store, catalogue, shellKey, tokens, sessions, throttle, remembered);
    return new PlatformSignIn(credentials, sessions, passwords, audit, platform.json);
  }

  static FirstStart.ShellKey shellKey(Path home) throws Exception {
    return new FirstStart.ShellKey(
        (FirstStart.Config)
            Proxy.newProxyInstance(
                Staff.class.getClassLoader(),
                new Class<?>[] {FirstStart.Config.class},
                (proxy, method, arguments) -> home.toString()));
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
}
