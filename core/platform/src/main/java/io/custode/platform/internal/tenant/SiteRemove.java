// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.tenant;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Done;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.tenant.SiteId;
import io.custode.api.tenant.Sites;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Remove a site at which nothing stands. */
@Component(service = Command.class)
@CommandName(value = "msp.site-remove", description = "Remove a site at which nothing stands")
@RequiresPermission("core.site.write")
@Risk(RiskClass.DANGEROUS)
public final class SiteRemove implements Command<SiteRemove.Input, Done> {
  /** Which. */
  public record Input(@Doc("The site") SiteId site) {}

  private final Sites sites;

  @Activate
  public SiteRemove(@Reference Sites sites) {
    this.sites = sites;
  }

  @Override
  public Done execute(Input in, CommandContext context) {
    sites.remove(in.site());
    return new Done("The site is gone.");
  }
}
