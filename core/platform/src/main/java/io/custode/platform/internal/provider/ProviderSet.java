// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.provider;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.provider.Provider;
import io.custode.api.provider.ProviderChange;
import io.custode.api.provider.ProviderProfile;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Say what the MSP is called and how it looks. */
@Component(service = Command.class)
@CommandName(
    value = "msp.provider-set",
    description = "Say what the MSP is called, how it looks, its language and time zone")
@RequiresPermission("core.provider.write")
@Risk(RiskClass.CHANGE)
public final class ProviderSet implements Command<ProviderSet.Input, Provider> {
  /** What the provider is; what is left out is taken away. */
  public record Input(
      @Doc("Name of the MSP") @Nullable String name,
      @Doc("Colour, #rrggbb; left out: the console's own") @Nullable String accent,
      @Doc("PNG in Base64, at most 64 KiB and 1024 pixels a side; left out: none")
          @Nullable String logo,
      @Doc("en or it, for who has not chosen another; left out: en") @Nullable String language,
      @Doc("Time zone of what is sent to people, as Europe/Rome; left out: UTC")
          @Nullable ZoneId zone) {}

  private final ProviderProfile profile;

  @Activate
  public ProviderSet(@Reference ProviderProfile profile) {
    this.profile = profile;
  }

  @Override
  public Provider execute(Input in, CommandContext context) {
    return profile.set(
        new ProviderChange(
            in.name(), in.accent(), in.logo(), in.language(), in.zone(), profile.get().revision()));
  }
}
