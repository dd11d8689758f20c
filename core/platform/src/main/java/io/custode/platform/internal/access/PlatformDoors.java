// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.Principal;
import io.custode.api.tenant.TenantId;
import io.custode.core.access.Doors;
import io.custode.persistence.core.TenantBinding;
import io.custode.persistence.core.TenantBinding.Binding;
import java.util.Set;
import java.util.function.Supplier;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** Lets the doors of the platform act for those who came through them. */
@Component(scope = ServiceScope.BUNDLE)
public final class PlatformDoors implements Doors {
  private final Callers callers;
  private final Visibility visibility;
  private final TenantBinding binding;

  @Activate
  public PlatformDoors(
      ComponentContext context,
      @Reference Callers callers,
      @Reference Visibility visibility,
      @Reference TenantBinding binding) {
    this(callers, visibility, binding);
    CoreBundles.check(context);
  }

  /** For the platform itself and its tests. */
  public PlatformDoors(Callers callers, Visibility visibility, TenantBinding binding) {
    this.callers = callers;
    this.visibility = visibility;
    this.binding = binding;
  }

  @Override
  public <T> T as(Principal principal, String door, Supplier<T> work) {
    var tenant = principal.tenant();
    // parts of the platform that work for no tenant reach the tables of the provider; all others
    // reach them through services that check
    var bound =
        new Binding(
            tenant == null ? null : tenant.value(),
            principal.id().value(),
            principal.kind() == Principal.Kind.SYSTEM && tenant == null);
    return callers.with(new Caller(principal, door), () -> binding.bind(bound, work));
  }

  @Override
  public Principal system(String part) {
    return SystemParts.part(part);
  }

  @Override
  public boolean sees(Principal principal, TenantId tenant) {
    return visibility.sees(principal, tenant);
  }

  @Override
  public Set<TenantId> seenBy(Principal principal) {
    return visibility.of(principal);
  }
}
