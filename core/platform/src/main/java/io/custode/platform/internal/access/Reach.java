// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.Principal;
import io.custode.api.access.UserId;
import io.custode.api.error.NotFound;
import io.custode.api.error.Problem;
import io.custode.api.tenant.TenantId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
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
  private final RoleRights rights;

  @Activate
  public Reach(@Reference Callers callers, @Reference RoleRights rights) {
    this.callers = callers;
    this.rights = rights;
  }

  Principal caller() {
    return callers.current();
  }

  boolean isCaller(UserId user) {
    return callers.caller().filter(who -> who.principal().id().equals(user)).isPresent();
  }

  void require(String permission) {
    callers.require(permission);
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
    requireAll(rights.grantedTo(role));
  }

  void requireAll(Set<String> permissions) {
    // at the first start nobody is signed in yet
    var caller = callers.caller();
    if (caller.isPresent() && !permissions.stream().allMatch(caller.get().principal()::may)) {
      throw beyond("That may do more than you may; nothing was changed.");
    }
  }

  /** Nobody takes over, or changes, somebody who may more or sees more than himself. */
  void requireUser(EntityManager em, UserEntity user) {
    requireRole(user.role());
    requireSight(em, user);
  }

  void requireSight(EntityManager em, UserEntity user) {
    requireSight(em, user.seesAll(), visibleTo(em, user.id()));
  }

  void requireSight(EntityManager em, NewUser user) {
    var home = user.contactOf();
    var named = home == null ? user.sees() : List.of(home);
    requireSight(em, named.isEmpty(), named.stream().map(TenantId::value).toList());
  }

  /** Who may everything could let himself see everything: he is not asked. */
  private void requireSight(EntityManager em, boolean all, Collection<String> tenants) {
    var caller = callers.caller();
    if (caller.isEmpty() || caller.get().principal().may("*")) {
      return;
    }
    var id = caller.get().principal().id().value();
    var row = em.find(UserEntity.class, id);
    if (row != null && row.seesAll()) {
      return;
    }
    if (all || !new HashSet<>(visibleTo(em, id)).containsAll(tenants)) {
      throw beyond("That sees tenants that you do not see; nothing was changed.");
    }
  }

  private static List<String> visibleTo(EntityManager em, String user) {
    return em.createQuery(
            "select v.tenant from VisibleEntity v where v.viewer = :user", String.class)
        .setParameter("user", user)
        .getResultList();
  }

  private static Problem beyond(String what) {
    return new Problem(Problem.Kind.FORBIDDEN, "beyond-your-own", what, "Ask an administrator.");
  }
}
