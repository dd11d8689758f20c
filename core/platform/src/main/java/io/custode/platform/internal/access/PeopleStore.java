// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.persistence.TenantStore;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.persistence.EntityManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The tables about users: the provider's, whatever tenant is bound. */
@Component(service = PeopleStore.class)
public final class PeopleStore {
  private final TenantStore store;
  private final Visibility visibility;

  @Activate
  public PeopleStore(
      @Reference(target = "(custode.schema=core)") TenantStore store,
      @Reference Visibility visibility) {
    this.store = store;
    this.visibility = visibility;
  }

  <T> T read(Function<EntityManager, T> work) {
    Supplier<T> all = () -> store.read(work);
    return visibility.asProvider(all);
  }

  <T> T write(Function<EntityManager, T> work) {
    Supplier<T> all = () -> store.write(work);
    return visibility.asProvider(all);
  }
}
