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

/** List API tokens. */
@Component(service = Command.class)
@CommandName(
    value = "msp.api-token-list",
    description = "List your API tokens, or everybody's if you may see users")
@Columns({"id", "user", "label", "endsAt", "usedAt", "permissions"})
@RequiresPermission("core.self.manage")
@Risk(RiskClass.READ)
public final class ApiTokenList implements Command<ApiTokenList.Input, Page<ApiToken>> {
  /** Whose, and which page. */
  public record Input(
      @Doc("Sign-in name of the user whose tokens are wanted") @Nullable String user,
      @Doc(Listing.LIMIT) @Nullable Integer limit,
      @Doc(Listing.CURSOR) @Nullable String cursor) {}

  private final ApiTokens tokens;

  @Activate
  public ApiTokenList(@Reference ApiTokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public Page<ApiToken> execute(Input in, CommandContext context) {
    return tokens.find(in.user(), Listing.page(in.limit(), in.cursor()));
  }
}
