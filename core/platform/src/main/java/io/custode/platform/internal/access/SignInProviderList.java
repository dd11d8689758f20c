// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Columns;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.page.Page;
import io.custode.platform.internal.command.Listing;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** By whom people sign in. */
@Component(service = Command.class)
@CommandName(
    value = "msp.sign-in-provider-list",
    description = "OpenID providers by which people sign in")
@Columns({"id", "label", "issuer", "clientId", "strong"})
@RequiresPermission(SignInProviders.READ)
@Risk(RiskClass.READ)
public final class SignInProviderList
    implements Command<SignInProviderList.Input, Page<SignInProvider>> {
  /** Which page. */
  public record Input(
      @Doc(Listing.LIMIT) @Nullable Integer limit, @Doc(Listing.CURSOR) @Nullable String cursor) {}

  private final SignInProviders providers;

  @Activate
  public SignInProviderList(@Reference SignInProviders providers) {
    this.providers = providers;
  }

  @Override
  public Page<SignInProvider> execute(Input in, CommandContext context) {
    return providers.find(Listing.page(in.limit(), in.cursor()));
  }
}
