// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.osgi;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;

/** A service for one bundle; every other gets none. */
final class WithheldService<S> implements ServiceFactory<S> {
  private final Predicate<Bundle> owner;
  private final S service;

  WithheldService(Predicate<Bundle> owner, S service) {
    this.owner = owner;
    this.service = service;
  }

  @Override
  @SuppressWarnings("NullAway") // by the OSGi specification null means that there is none for it
  public @Nullable S getService(Bundle bundle, ServiceRegistration<S> registration) {
    return owner.test(bundle) ? service : null;
  }

  @Override
  public void ungetService(Bundle bundle, ServiceRegistration<S> registration, S given) {
    // nothing was made for it
  }
}
