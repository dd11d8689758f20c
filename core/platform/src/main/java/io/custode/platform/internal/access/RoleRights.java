// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.persistence.EntityManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What roles may: those that permissions name, and those that administrators defined. Asks the
 * database each time; who is remembered as signed in is remembered with what he may, for half a
 * second.
 */
@Component(service = RoleRights.class)
public final class RoleRights {
  private static final Set<String> FIXED =
      Set.of(PermissionCatalogue.ADMINISTRATOR, PermissionCatalogue.GUEST);

  private final PeopleStore store;
  private final PermissionCatalogue catalogue;

  @Activate
  public RoleRights(@Reference PeopleStore store, @Reference PermissionCatalogue catalogue) {
    this.store = store;
    this.catalogue = catalogue;
  }

  private Optional<RoleEntity> defined(String role) {
    return FIXED.contains(role)
        ? Optional.empty()
        : store.read(em -> Optional.ofNullable(em.find(RoleEntity.class, role)));
  }

  boolean isRole(String role) {
    return catalogue.isRole(role) || defined(role).isPresent();
  }

  Set<String> names() {
    return store.read(this::names);
  }

  /** In the open transaction. */
  Set<String> names(EntityManager em) {
    var names = new TreeSet<>(catalogue.roles());
    names.addAll(em.createQuery("select r.name from RoleEntity r", String.class).getResultList());
    return names;
  }

  /**
   * A role that was defined stays what it was defined as: a plugin that comes later with a role of
   * that name adds nothing to it.
   *
   * @return what it may now
   */
  Set<String> permissionsOf(String role) {
    return defined(role)
        .map(
            row ->
                row.permissions().stream()
                    .filter(catalogue::isDeclared)
                    .collect(Collectors.toUnmodifiableSet()))
        .orElseGet(() -> catalogue.permissionsOf(role));
  }

  int countOf(String role) {
    return role.equals(PermissionCatalogue.ADMINISTRATOR)
        ? catalogue.permissions().size()
        : permissionsOf(role).size();
  }

  /**
   * @return what it may now, and what it will once the plugins that it was made for are back
   */
  Set<String> grantedTo(String role) {
    return defined(role)
        .map(RoleEntity::permissions)
        .orElseGet(() -> catalogue.permissionsOf(role));
  }

  /**
   * @return whether it is the administrator, or may something that no role which comes with the
   *     platform or a plugin may
   */
  boolean isMighty(String role) {
    var common =
        catalogue.roles().stream()
            .filter(other -> !other.equals(PermissionCatalogue.ADMINISTRATOR))
            .flatMap(other -> catalogue.permissionsOf(other).stream())
            .collect(Collectors.toUnmodifiableSet());
    return !common.containsAll(grantedTo(role));
  }
}
