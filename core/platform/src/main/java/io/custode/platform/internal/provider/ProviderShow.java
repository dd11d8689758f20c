// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.provider;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.provider.Provider;
import io.custode.api.provider.ProviderProfile;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Show what the MSP is called and how it looks. */
@Component(service = Command.class)
@CommandName(
    value = "msp.provider-show",
    description = "Show what the MSP is called, how it looks, its language and time zone")
@RequiresPermission("core.provider.read")
@Risk(RiskClass.READ)
public final class ProviderShow implements Command<ProviderShow.Input, Provider> {
  /** Nothing is asked for. */
  public record Input() {}

  private final ProviderProfile profile;

  @Activate
  public ProviderShow(@Reference ProviderProfile profile) {
    this.profile = profile;
  }

  @Override
  public Provider execute(Input in, CommandContext context) {
    return profile.get();
  }
}
