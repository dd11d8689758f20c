// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.spi.access.Permission;
import io.custode.spi.access.Permissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** All permissions that are declared now, and the roles that they name. */
@Component(service = PermissionCatalogue.class)
public final class PermissionCatalogue {
  /** Holds every permission, also of plugins to come. */
  public static final String ADMINISTRATOR = "administrator";

  /** May sign in, and nothing else until somebody gives him another role. */
  static final String GUEST = "guest";

  @Reference(policyOption = ReferencePolicyOption.GREEDY)
  volatile List<Permissions> declarations = List.of();

  private Stream<Permission> all() {
    return declarations.stream().flatMap(declared -> declared.permissions().stream());
  }

  boolean isRole(String role) {
    return roles().contains(role);
  }

  Set<String> roles() {
    var roles =
        all()
            .flatMap(p -> p.defaultRoles().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    roles.add(ADMINISTRATOR);
    roles.add(GUEST);
    return roles;
  }

  Set<String> permissionsOf(String role) {
    if (role.equals(ADMINISTRATOR)) {
      return Set.of("*");
    }
    return all()
        .filter(p -> p.defaultRoles().contains(role))
        .map(Permission::id)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * @return by id; of two that declare the same, either
   */
  Map<String, Permission> permissions() {
    var all = new TreeMap<String, Permission>();
    all().forEach(permission -> all.put(permission.id(), permission));
    return all;
  }

  /**
   * @return whether somebody declared it
   */
  public boolean isDeclared(String permission) {
    return all().anyMatch(p -> p.id().equals(permission));
  }
}
