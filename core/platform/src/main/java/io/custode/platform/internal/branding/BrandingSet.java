// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.branding;

import io.custode.api.access.RequiresPermission;
import io.custode.api.branding.Branding;
import io.custode.api.branding.BrandingChange;
import io.custode.api.branding.Brandings;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Say how a tenant's people see the portal. */
@Component(service = Command.class)
@CommandName(value = "msp.branding-set", description = "Say how a tenant's people see the portal")
@RequiresPermission("core.tenant.write")
@Risk(RiskClass.CHANGE)
public final class BrandingSet implements Command<BrandingSet.Input, Branding> {
  /** What to show; what is left out is taken away. */
  public record Input(
      @Doc("Name to be shown; left out: the tenant's own") @Nullable String name,
      @Doc("Colour, #rrggbb; left out: the portal's own") @Nullable String accent,
      @Doc("PNG in Base64, at most 64 KiB and 1024 pixels a side; left out: none")
          @Nullable String logo) {}

  private final Brandings brandings;

  @Activate
  public BrandingSet(@Reference Brandings brandings) {
    this.brandings = brandings;
  }

  @Override
  public Branding execute(Input in, CommandContext context) {
    return brandings.set(
        new BrandingChange(in.name(), in.accent(), in.logo(), brandings.get().revision()));
  }
}
