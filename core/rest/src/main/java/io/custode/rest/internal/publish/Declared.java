// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.publish;

import io.custode.spi.access.Permissions;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The permissions that bundles declare; each only its own. */
final class Declared {
  private static final Logger LOG = LoggerFactory.getLogger(Declared.class);

  private final Map<Permissions, Owner> services = new ConcurrentHashMap<>();

  void add(Owner owner, Permissions permissions) {
    services.put(permissions, owner);
  }

  /**
   * @return whose they were, or null if they did not count
   */
  @Nullable Owner remove(Permissions permissions) {
    return services.remove(permissions);
  }

  Set<String> ids() {
    var ids = new HashSet<String>();
    services.forEach((service, owner) -> collect(service, owner, ids));
    return ids;
  }

  private static void collect(Permissions service, Owner owner, Set<String> ids) {
    try {
      for (var permission : service.permissions()) {
        if (permission.id().startsWith(owner.prefix())) {
          ids.add(permission.id());
        } else {
          LOG.warn("{} declares {}, which is not its own: ignored", owner.name(), permission.id());
        }
      }
    } catch (RuntimeException e) {
      LOG.warn("{} cannot say its permissions: none of them counts", owner.name(), e);
    }
  }
}
