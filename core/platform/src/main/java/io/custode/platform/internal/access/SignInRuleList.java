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

/** What groups may do. */
@Component(service = Command.class)
@CommandName(
    value = "msp.sign-in-rule-list",
    description = "What groups at OpenID providers may do, oldest first")
@Columns({"id", "provider", "group", "role", "contactOf", "visible"})
@RequiresPermission(SignInProviders.READ)
@Risk(RiskClass.READ)
public final class SignInRuleList implements Command<SignInRuleList.Input, Page<GroupRule>> {
  /** Which page. */
  public record Input(
      @Doc(Listing.LIMIT) @Nullable Integer limit, @Doc(Listing.CURSOR) @Nullable String cursor) {}

  private final SignInProviders providers;

  @Activate
  public SignInRuleList(@Reference SignInProviders providers) {
    this.providers = providers;
  }

  @Override
  public Page<GroupRule> execute(Input in, CommandContext context) {
    return providers.rules(Listing.page(in.limit(), in.cursor()));
  }
}
