// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.Principal;
import io.custode.api.access.UserId;
import io.custode.api.error.NotFound;
import io.custode.api.error.Problem;
import java.util.Set;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** How far the caller reaches among users. */
@Component(service = Reach.class)
public final class Reach {
  /** Lets a user manage what is his own. */
  static final String SELF = "core.self.manage";

  static final String READ = "core.user.read";
  static final String WRITE = "core.user.write";

  private final Callers callers;
  private final PermissionCatalogue catalogue;

  @Activate
  public Reach(@Reference Callers callers, @Reference PermissionCatalogue catalogue) {
    this.callers = callers;
    this.catalogue = catalogue;
  }

  Principal caller() {
    return callers.current();
  }

  /**
   * @return whether it is the caller himself, or he may do that to others
   */
  boolean reaches(UserId user, String permission) {
    return caller().id().equals(user) || callers.may(permission);
  }

  /**
   * @param name of the only user wanted, or null
   * @return id of the only user whose things the caller is shown; empty: everybody's
   * @throws NotFound if he may not see that user, or there is none
   */
  String only(EntityManager em, @Nullable String name) {
    boolean all = callers.may(READ);
    if (name == null) {
      return all ? "" : caller().id().value();
    }
    return Users.idOf(em, name)
        .filter(id -> reaches(id, READ))
        .orElseThrow(() -> new NotFound("user", name))
        .value();
  }

  /**
   * Nobody hands out what he has not: neither with a role, nor with a token or a password that
   * opens one.
   *
   * @throws Problem FORBIDDEN if the role may something that the caller may not
   */
  void requireRole(String role) {
    requireAll(catalogue.permissionsOf(role));
  }

  void requireAll(Set<String> permissions) {
    // at the first start nobody is signed in yet
    var caller = callers.caller();
    if (caller.isPresent() && !permissions.stream().allMatch(caller.get().principal()::may)) {
      throw new Problem(
          Problem.Kind.FORBIDDEN,
          "beyond-your-own",
          "That user may do more than you may; nothing was changed.",
          "Ask an administrator.");
    }
  }
}
