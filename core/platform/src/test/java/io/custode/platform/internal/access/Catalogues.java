// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.platform.internal.gate.NoPlugins;
import io.custode.spi.access.Permission;
import java.util.Arrays;
import java.util.Set;

/** Catalogues as the service registry would fill them. */
public final class Catalogues {
  private Catalogues() {}

  /**
   * @param permissions what is declared, each a technician's
   */
  public static PermissionCatalogue of(String... permissions) {
    var catalogue = new PermissionCatalogue(new NoPlugins());
    catalogue.bindPermissions(
        () ->
            Arrays.stream(permissions)
                .map(id -> new Permission(id, id, id, Set.of("technician")))
                .toList());
    return catalogue;
  }
}
