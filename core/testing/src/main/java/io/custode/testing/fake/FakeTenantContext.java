// SPDX-License-Identifier: Apache-2.0
package io.custode.testing.fake;

import io.custode.api.tenant.TenantContext;
import io.custode.api.tenant.TenantId;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Every tenant is seen; none is bound at first. */
public final class FakeTenantContext implements TenantContext {
  private @Nullable TenantId bound;

  @Override
  public Optional<TenantId> current() {
    return Optional.ofNullable(bound);
  }

  @Override
  public <T> T in(TenantId tenant, Supplier<T> work) {
    return bound(tenant, work);
  }

  @Override
  public <T> T asProvider(Supplier<T> work) {
    return bound(null, work);
  }

  private <T> T bound(@Nullable TenantId to, Supplier<T> work) {
    var before = bound;
    bound = to;
    try {
      return work.get();
    } finally {
      bound = before;
    }
  }
}
