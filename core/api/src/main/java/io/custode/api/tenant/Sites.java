// SPDX-License-Identifier: Apache-2.0
package io.custode.api.tenant;

import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Sites of the bound tenant; unbound, a technician reads those of all tenants he sees. */
@ProviderType
public interface Sites {
  Optional<Site> get(SiteId id);

  Page<Site> find(PageRequest page);

  /**
   * @throws io.custode.api.error.Invalid if no tenant is bound or the name is wrong
   * @throws io.custode.api.error.Conflict if the name is used in this tenant
   */
  Site create(NewSite site);

  /**
   * @throws io.custode.api.error.NotFound if there is none in the bound tenant
   * @throws io.custode.api.error.Conflict if the revision is not the current one, or the name is
   *     used in this tenant
   */
  Site change(SiteId id, SiteChange change);

  /**
   * Removes a site, its fields, and the policies set for it. What is kept elsewhere under its id is
   * its keeper's to look after, see {@link SiteRemoved}.
   *
   * @throws io.custode.api.error.NotFound if there is none in the bound tenant
   * @throws io.custode.api.error.Conflict {@code site-in-use} if assets or contacts are there
   */
  void remove(SiteId id);
}
