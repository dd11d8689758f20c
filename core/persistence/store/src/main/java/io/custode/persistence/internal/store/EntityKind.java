// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.store;

import io.custode.persistence.FleetView;
import io.custode.persistence.ProviderWide;
import javax.persistence.Entity;

/** Whose rows an entity holds. */
public enum EntityKind {
  /** One tenant's: filtered by {@code tenant_id}. */
  TENANT,
  /** Rows of all tenants that a viewer sees: filtered by {@code core.visible}, read-only. */
  FLEET,
  /** The provider's: out of reach without that binding, to read and to write. */
  PROVIDER;

  private static final ClassValue<EntityKind> KINDS =
      new ClassValue<>() {
        @Override
        protected EntityKind computeValue(Class<?> type) {
          return find(type);
        }
      };

  /**
   * @return the kind of an entity class; a subclass has the kind of its root entity
   */
  public static EntityKind of(Class<?> type) {
    return KINDS.get(type);
  }

  private static EntityKind find(Class<?> type) {
    Class<?> root = type;
    for (Class<?> at = type; at != null; at = at.getSuperclass()) {
      if (at.isAnnotationPresent(Entity.class)) {
        root = at;
      }
    }
    if (root.isAnnotationPresent(FleetView.class)) {
      return FLEET;
    }
    return root.isAnnotationPresent(ProviderWide.class) ? PROVIDER : TENANT;
  }
}
