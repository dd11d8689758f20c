// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.tenant;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Columns;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.page.Page;
import io.custode.api.tenant.Site;
import io.custode.api.tenant.Sites;
import io.custode.platform.internal.command.Listing;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** List the sites you see. */
@Component(service = Command.class)
@CommandName(value = "msp.site-list", description = "List the sites you see")
@Columns({"id", "name", "tenant"})
@RequiresPermission("core.site.read")
@Risk(RiskClass.READ)
public final class SiteList implements Command<SiteList.Input, Page<Site>> {
  /** Which page. */
  public record Input(
      @Doc(Listing.LIMIT) @Nullable Integer limit, @Doc(Listing.CURSOR) @Nullable String cursor) {}

  private final Sites sites;

  @Activate
  public SiteList(@Reference Sites sites) {
    this.sites = sites;
  }

  @Override
  public Page<Site> execute(Input in, CommandContext context) {
    return sites.find(Listing.page(in.limit(), in.cursor()));
  }
}
