// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.error.NotFound;
import io.custode.api.tenant.TenantContext;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.core.TenantBinding;
import io.custode.persistence.core.TenantBinding.Binding;
import java.util.Optional;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Binds a thread to a tenant that its caller sees, or to the provider. */
@Component
public final class Binder implements TenantContext {
  private final Callers callers;
  private final Visibility visibility;
  private final TenantBinding binding;

  @Activate
  public Binder(
      @Reference Callers callers,
      @Reference Visibility visibility,
      @Reference TenantBinding binding) {
    this.callers = callers;
    this.visibility = visibility;
    this.binding = binding;
  }

  @Override
  public Optional<TenantId> current() {
    return Optional.ofNullable(binding.current()).map(Binding::tenant).map(TenantId::of);
  }

  @Override
  public <T> T in(TenantId tenant, Supplier<T> work) {
    var principal = callers.current();
    var now = binding.current();
    if (now != null && tenant.value().equals(now.tenant())) {
      return work.get();
    }
    if (!visibility.sees(principal, tenant)) {
      throw new NotFound("tenant", tenant);
    }
    return binding.bind(new Binding(tenant.value(), principal.id().value(), false), work);
  }

  @Override
  public <T> T asProvider(Supplier<T> work) {
    return visibility.asProvider(work);
  }
}
