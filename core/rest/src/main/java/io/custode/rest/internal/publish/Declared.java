// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.publish;

import io.custode.spi.access.Permissions;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The permissions that bundles declare; each only its own. */
final class Declared {
  private static final Logger LOG = LoggerFactory.getLogger(Declared.class);

  /** What a bundle declares. */
  private record Declaration(Owner owner, Set<String> ids) {}

  private final Map<Permissions, Declaration> services = new ConcurrentHashMap<>();

  void add(Owner owner, Permissions permissions, Set<String> ids) {
    services.put(permissions, new Declaration(owner, ids));
  }

  /**
   * @return whose they were, or null if they did not count
   */
  @Nullable Owner remove(Permissions permissions) {
    var gone = services.remove(permissions);
    return gone == null ? null : gone.owner();
  }

  Set<String> ids() {
    return services.values().stream()
        .flatMap(declaration -> declaration.ids().stream())
        .collect(Collectors.toSet());
  }

  /**
   * @return those that are its own
   */
  static Set<String> ids(Owner owner, Permissions service) {
    var ids = new HashSet<String>();
    try {
      for (var permission : service.permissions()) {
        var refusal = owner.refuses(permission.id());
        if (refusal == null) {
          ids.add(permission.id());
        } else {
          LOG.warn("{} brings {}, which {}: ignored", owner.name(), permission.id(), refusal);
        }
      }
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("{} cannot say its permissions: none of them counts", owner.name(), e);
    }
    return ids;
  }
}
