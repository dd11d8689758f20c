// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.tenant;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.tenant.NewSite;
import io.custode.api.tenant.Site;
import io.custode.api.tenant.Sites;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Create a site in a tenant. */
@Component(service = Command.class)
@CommandName(value = "msp.site-add", description = "Create a site in a tenant")
@RequiresPermission("core.site.write")
@Risk(RiskClass.CHANGE)
public final class SiteAdd implements Command<NewSite, Site> {
  private final Sites sites;

  @Activate
  public SiteAdd(@Reference Sites sites) {
    this.sites = sites;
  }

  @Override
  public Site execute(NewSite in, CommandContext context) {
    return sites.create(in);
  }
}
