// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.Principal;
import io.custode.api.access.UserFate;
import io.custode.api.access.UserId;
import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.tenant.TenantId;
import io.custode.core.access.Network;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import javax.persistence.EntityManager;
import javax.persistence.LockModeType;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Disables, enables and removes users, and gives them other roles. */
@Component(service = UserChanges.class)
public final class UserChanges {
  private final PeopleStore store;
  private final RoleRights rights;
  private final SecondFactors factors;
  private final Users users;
  private final UserTenants tenants;
  private final Reach reach;
  private final Remembered remembered;
  private final UserNews news;

  @Activate
  public UserChanges(
      @Reference PeopleStore store,
      @Reference RoleRights rights,
      @Reference SecondFactors factors,
      @Reference Users users,
      @Reference UserTenants tenants,
      @Reference Reach reach,
      @Reference Remembered remembered,
      @Reference UserNews news) {
    this.store = store;
    this.rights = rights;
    this.factors = factors;
    this.users = users;
    this.tenants = tenants;
    this.reach = reach;
    this.remembered = remembered;
    this.news = news;
  }

  /** All that lets him in ends; done twice it is done once. */
  void disable(String name) {
    change(
        name,
        (em, user) -> {
          if (user.isActive()) {
            keepAnAdministrator(em, user);
            user.disable(Instant.now());
            endAll(em, user);
            news.tell(UserId.of(user.id()), UserFate.DISABLED, "core.user.disable");
          }
        });
  }

  /** He signs in anew, with the password that he had; done twice it is done once. */
  void enable(String name) {
    change(
        name,
        (em, user) -> {
          if (!user.isActive()) {
            user.enable();
            news.tell(UserId.of(user.id()), UserFate.ENABLED, "core.user.enable");
          }
        });
  }

  /** Refuses what {@link #remove} would refuse. */
  public void checkRemovable(String name) {
    change(name, UserChanges::keepAnAdministrator);
  }

  public void remove(String name) {
    change(
        name,
        (em, user) -> {
          keepAnAdministrator(em, user);
          endAll(em, user);
          em.createQuery("delete from VisibleEntity v where v.viewer = :user")
              .setParameter("user", user.id())
              .executeUpdate();
          factors.removeAll(em, UserId.of(user.id()));
          Passkeys.removeAll(em, UserId.of(user.id()));
          SshKeys.removeAll(em, UserId.of(user.id()));
          Settings.removeAll(em, UserId.of(user.id()));
          MailAddresses.remove(em, UserId.of(user.id()));
          em.createQuery("delete from ExternalIdentityEntity i where i.user = :user")
              .setParameter("user", user.id())
              .executeUpdate();
          em.remove(user);
          news.tell(UserId.of(user.id()), UserFate.REMOVED, "core.user.remove");
        });
  }

  void setRole(String name, String role) {
    if (!rights.isRole(role)) {
      throw Invalid.field("role", "must be one of " + rights.names());
    }
    reach.requireRole(role);
    change(
        name,
        (em, user) -> {
          if (user.kind() == Principal.Kind.CONTACT) {
            users.checkForContact(role);
          }
          setRole(em, user, role);
        });
  }

  /** In the open transaction. */
  void setRole(EntityManager em, UserEntity user, String role) {
    if (!role.equals(PermissionCatalogue.ADMINISTRATOR)) {
      keepAnAdministrator(em, user);
    }
    user.setRole(role);
    news.tell(UserId.of(user.id()), UserFate.ROLE_CHANGED, "core.user.role", Map.of("role", role));
  }

  /**
   * A technician sees other tenants from now on, or somebody is another tenant's contact.
   *
   * @param like whose contact he is, or what he sees
   */
  void setTenants(String name, @Nullable TenantId contactOf, List<TenantId> visible) {
    change(
        name,
        (em, user) -> {
          var like = new NewUser(name, user.role(), contactOf, visible);
          users.check(like);
          tenants.set(em, user, like);
        });
  }

  /**
   * @param networks none: from anywhere
   */
  void setNetworks(String name, List<String> networks) {
    if (networks.size() > 40) {
      throw Invalid.field("networks", "must be at most 40");
    }
    networks.forEach(Network::new);
    change(
        name,
        (em, user) -> {
          user.setNetworks(networks);
          news.tell(UserId.of(user.id()), UserFate.NETWORKS_CHANGED, "core.user.networks");
        });
  }

  void setBreakGlass(String name, boolean on) {
    change(
        name,
        (em, user) -> {
          user.setBreakGlass(on);
          news.tell(
              UserId.of(user.id()),
              UserFate.BREAK_GLASS_CHANGED,
              "core.user.break-glass",
              Map.of("on", String.valueOf(on)));
        });
  }

  private void change(String name, BiConsumer<EntityManager, UserEntity> work) {
    store.write(
        em -> {
          var user = Users.byName(em, name).orElseThrow(() -> new NotFound("user", name));
          reach.requireUser(em, user);
          work.accept(em, user);
          return true;
        });
    remembered.forget();
  }

  private static void endAll(EntityManager em, UserEntity user) {
    var id = UserId.of(user.id());
    Sessions.removeAll(em, id);
    ApiTokens.removeAll(em, id);
    PushDevices.removeAll(em, id);
    OwnPasswords.removeCode(em, id);
  }

  /**
   * Another administrator stays. His row gets a new version in this transaction: of two who disable
   * each other at the same moment, one is refused.
   */
  private static void keepAnAdministrator(EntityManager em, UserEntity leaving) {
    if (!leaving.isActive() || !leaving.role().equals(PermissionCatalogue.ADMINISTRATOR)) {
      return;
    }
    var other =
        em.createQuery(
                "select u from UserEntity u where u.role = :role and u.disabledAt is null"
                    + " and u.id <> :leaving order by u.id",
                UserEntity.class)
            .setParameter("role", PermissionCatalogue.ADMINISTRATOR)
            .setParameter("leaving", leaving.id())
            .setMaxResults(1)
            .getResultStream()
            .findFirst()
            .orElseThrow(
                () ->
                    new Conflict(
                        "last-administrator",
                        leaving.name() + " is the last active administrator; nothing was changed.",
                        "Make somebody else an administrator first: msp:user-role."));
    em.lock(other, LockModeType.OPTIMISTIC_FORCE_INCREMENT);
  }
}
