// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.field;

import io.custode.api.asset.Asset;
import io.custode.api.asset.AssetId;
import io.custode.api.asset.Assets;
import io.custode.api.contact.Contact;
import io.custode.api.contact.ContactId;
import io.custode.api.contact.Contacts;
import io.custode.api.error.NotFound;
import io.custode.api.field.FieldKind;
import io.custode.api.tenant.Site;
import io.custode.api.tenant.SiteId;
import io.custode.api.tenant.Sites;
import io.custode.api.tenant.Tenant;
import io.custode.api.tenant.TenantContext;
import io.custode.api.tenant.TenantId;
import io.custode.api.tenant.Tenants;
import java.util.Locale;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The things that have fields. */
@Component(service = Bearers.class)
public final class Bearers {
  private final Assets assets;
  private final Sites sites;
  private final Tenants tenants;
  private final Contacts contacts;
  private final TenantContext context;

  @Activate
  public Bearers(
      @Reference Assets assets,
      @Reference Sites sites,
      @Reference Tenants tenants,
      @Reference Contacts contacts,
      @Reference TenantContext context) {
    this.assets = assets;
    this.sites = sites;
    this.tenants = tenants;
    this.contacts = contacts;
    this.context = context;
  }

  /**
   * @return whose it is
   * @throws NotFound if the caller sees none, or none in the tenant that is bound
   */
  TenantId tenant(FieldKind kind, String id) {
    Optional<TenantId> of =
        switch (kind) {
          case ASSET -> assets.get(AssetId.of(id)).map(Asset::tenant);
          case SITE -> sites.get(SiteId.of(id)).map(Site::tenant);
          case CONTACT -> contacts.get(ContactId.of(id)).map(Contact::tenant);
          case TENANT -> tenants.get(TenantId.of(id)).map(Tenant::id);
        };
    return of.filter(tenant -> context.current().map(tenant::equals).orElse(true))
        .orElseThrow(() -> new NotFound(kind.name().toLowerCase(Locale.ROOT), id));
  }
}
