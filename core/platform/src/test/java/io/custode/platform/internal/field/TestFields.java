// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.field;

import io.custode.platform.internal.Platform;

/** Fields of a platform, for tests of other packages. */
public final class TestFields {
  private TestFields() {}

  public static JpaCustomFields of(Platform p) {
    var bearers = new Bearers(p.assets, p.sites, p.tenants, p.contacts, p.binder);
    return new JpaCustomFields(
        p.store, p.binder, p.visibility, p.callers, p.doors, bearers, p.events, p.audit);
  }
}
