// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.testing;

import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.NewSite;
import io.custode.api.tenant.Site;
import io.custode.api.tenant.SiteChange;
import io.custode.api.tenant.SiteId;
import io.custode.api.tenant.Sites;
import java.util.List;
import java.util.Optional;

/** A customer without sites. */
final class NoSites implements Sites {
  @Override
  public Optional<Site> get(SiteId id) {
    return Optional.empty();
  }

  @Override
  public Page<Site> find(PageRequest page) {
    return new Page<>(List.of(), null);
  }

  @Override
  public Site create(NewSite site) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Site change(SiteId id, SiteChange change) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void remove(SiteId id) {
    throw new UnsupportedOperationException();
  }
}
