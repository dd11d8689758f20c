// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.tenant;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.error.NotFound;
import io.custode.api.tenant.Site;
import io.custode.api.tenant.SiteChange;
import io.custode.api.tenant.SiteId;
import io.custode.api.tenant.Sites;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Give a site another name. */
@Component(service = Command.class)
@CommandName(value = "msp.site-change", description = "Give a site another name")
@RequiresPermission("core.site.write")
@Risk(RiskClass.CHANGE)
public final class SiteAlter implements Command<SiteAlter.Input, Site> {
  /** What to change. */
  public record Input(
      @Doc("The site") SiteId site, @Doc("Its new name, 1 to 200 characters") String name) {}

  private final Sites sites;

  @Activate
  public SiteAlter(@Reference Sites sites) {
    this.sites = sites;
  }

  @Override
  public Site execute(Input in, CommandContext context) {
    var now = sites.get(in.site()).orElseThrow(() -> new NotFound("site", in.site()));
    return sites.change(now.id(), new SiteChange(in.name(), now.revision()));
  }
}
