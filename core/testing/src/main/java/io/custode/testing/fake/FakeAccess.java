// SPDX-License-Identifier: Apache-2.0
package io.custode.testing.fake;

import io.custode.api.access.Access;
import io.custode.api.access.Principal;
import io.custode.api.access.UserId;
import io.custode.api.error.Forbidden;
import java.util.Set;

/** A technician with some permissions is signed in. */
public final class FakeAccess implements Access {
  private final Principal principal;

  /**
   * @param permissions what he may do; {@code *} is all
   */
  public FakeAccess(String... permissions) {
    principal =
        new Principal(
            Principal.Kind.TECHNICIAN, UserId.next(), "technician", null, Set.of(permissions));
  }

  @Override
  public Principal current() {
    return principal;
  }

  @Override
  public boolean may(String permission) {
    return principal.may(permission);
  }

  @Override
  public void require(String permission) {
    if (!may(permission)) {
      throw new Forbidden(permission);
    }
  }
}
