// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.tenant;

import io.custode.api.tenant.Site;
import io.custode.api.tenant.SiteChanged;
import io.custode.api.tenant.SiteCreated;
import io.custode.api.tenant.SiteId;
import io.custode.api.tenant.SiteRemoved;
import io.custode.api.tenant.Sites;
import io.custode.platform.internal.rule.Pages;
import io.custode.spi.search.SearchItem;
import io.custode.spi.search.SearchSource;
import io.custode.spi.search.SearchTrigger;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Sites are found by their name. */
@Component
public final class SearchedSites implements SearchSource {
  private final Sites sites;

  @Activate
  public SearchedSites(@Reference Sites sites) {
    this.sites = sites;
  }

  @Override
  public String kind() {
    return "site";
  }

  @Override
  public String permission() {
    return "core.site.read";
  }

  @Override
  public Set<SearchTrigger> triggers() {
    return Set.of(
        new SearchTrigger(SiteCreated.class, "site"),
        new SearchTrigger(SiteChanged.class, "site"),
        new SearchTrigger(SiteRemoved.class, "site"));
  }

  @Override
  public Optional<SearchItem> find(String id) {
    return sites.get(SiteId.of(id)).map(SearchedSites::item);
  }

  @Override
  public void forEach(Consumer<SearchItem> each) {
    Pages.each(sites::find, site -> each.accept(item(site)));
  }

  private static SearchItem item(Site site) {
    return new SearchItem(site.id().value(), site.name(), null, "");
  }
}
