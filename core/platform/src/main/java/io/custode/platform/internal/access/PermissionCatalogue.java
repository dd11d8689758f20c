// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.core.call.PluginCalls;
import io.custode.spi.access.Permission;
import io.custode.spi.access.Permissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All permissions that are declared now, and the roles that they name. */
@Component(service = PermissionCatalogue.class)
public final class PermissionCatalogue {
  /** Holds every permission, also of plugins to come. */
  public static final String ADMINISTRATOR = "administrator";

  /** May sign in, and nothing else until somebody gives him another role. */
  static final String GUEST = "guest";

  private static final Logger LOG = LoggerFactory.getLogger(PermissionCatalogue.class);

  private final PluginCalls calls;

  /** Read once: each request asks for them. */
  private final Map<Permissions, List<Permission>> declared = new ConcurrentHashMap<>();

  @Activate
  public PermissionCatalogue(@Reference PluginCalls calls) {
    this.calls = calls;
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindPermissions(Permissions permissions) {
    var owner = PluginHeaders.of(FrameworkUtil.getBundle(permissions.getClass()));
    var guarded = calls.guarded(Permissions.class, permissions);
    try {
      declared.put(
          guarded, guarded.permissions().stream().filter(one -> owner.mayBring(one.id())).toList());
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("{} cannot say its permissions: none of them can be granted", guarded, e);
    }
  }

  void unbindPermissions(Permissions permissions) {
    declared.remove(calls.guarded(Permissions.class, permissions));
  }

  private Stream<Permission> all() {
    return declared.values().stream().flatMap(List::stream);
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
