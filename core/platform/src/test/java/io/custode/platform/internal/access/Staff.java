// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.audit.Audit;
import io.custode.api.id.Uuid7;
import io.custode.core.access.SignIn;
import io.custode.platform.internal.Platform;
import java.lang.reflect.Proxy;
import java.nio.file.Path;

/** The services about users on one node, wired as the container wires them. */
public final class Staff {
  final Platform platform;
  final PermissionCatalogue catalogue;
  final PeopleStore store;
  final Reach reach;
  final Remembered remembered = new Remembered();
  final UserNews news;
  final ApiTokens tokens;
  public final Users users;

  public Staff(Platform platform, PermissionCatalogue catalogue) {
    this.platform = platform;
    this.catalogue = catalogue;
    store = new PeopleStore(platform.store, platform.visibility);
    reach = new Reach(platform.callers, catalogue);
    news = new UserNews(platform.events, platform.audit);
    tokens = new ApiTokens(store, catalogue, reach, remembered, news);
    users = new Users(store, platform.visibility, catalogue, reach, news);
  }

  /** Another node on the same database, which remembers nothing. */
  Staff otherNode() {
    return new Staff(platform, catalogue);
  }

  /** The doors' sign-in of this node. */
  SignIn door(FirstStart.ShellKey shellKey, Audit audit) {
    return new PlatformSignIn(
        new Credentials(store, catalogue, shellKey, tokens, remembered), audit, platform.json);
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
    return users.create(new NewUser("u" + Uuid7.next().substring(24), role, null, null));
  }
}
