// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.tenant;

import io.custode.api.tenant.Tenant;
import io.custode.api.tenant.TenantChanged;
import io.custode.api.tenant.TenantContext;
import io.custode.api.tenant.TenantCreated;
import io.custode.api.tenant.TenantId;
import io.custode.api.tenant.Tenants;
import io.custode.spi.search.SearchItem;
import io.custode.spi.search.SearchSource;
import io.custode.spi.search.SearchTrigger;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tenants are found by their name. */
@Component
public final class SearchedTenants implements SearchSource {
  private final Tenants tenants;
  private final TenantContext context;

  @Activate
  public SearchedTenants(@Reference Tenants tenants, @Reference TenantContext context) {
    this.tenants = tenants;
    this.context = context;
  }

  @Override
  public String kind() {
    return "tenant";
  }

  @Override
  public String permission() {
    return "core.tenant.read";
  }

  @Override
  public Set<SearchTrigger> triggers() {
    return Set.of(
        new SearchTrigger(TenantCreated.class, "tenant"),
        new SearchTrigger(TenantChanged.class, "tenant"));
  }

  @Override
  public Optional<SearchItem> find(String id) {
    return tenants.get(TenantId.of(id)).map(SearchedTenants::item);
  }

  /** The bound tenant has one: itself. */
  @Override
  public void forEach(Consumer<SearchItem> each) {
    context.current().flatMap(tenants::get).map(SearchedTenants::item).ifPresent(each);
  }

  private static SearchItem item(Tenant tenant) {
    return new SearchItem(tenant.id().value(), tenant.name(), null, "");
  }
}
