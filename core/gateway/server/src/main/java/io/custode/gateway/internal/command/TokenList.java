// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.command;

import io.custode.api.access.RequiresPermission;
import io.custode.api.agent.EnrolmentToken;
import io.custode.api.agent.EnrolmentTokens;
import io.custode.api.command.Columns;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code msp:enrolment-token-list}. */
@Component
@CommandName(
    value = "msp.enrolment-token-list",
    description = "List the named tenant's enrolment tokens, newest first, without secrets")
@Columns({"id", "issuedBy", "createdAt", "expiresAt", "used", "uses", "approval", "revokedAt"})
@RequiresPermission("core.enrolment.read")
@Risk(RiskClass.READ)
public final class TokenList implements Command<TokenList.Input, Page<EnrolmentToken>> {
  /** What to list. */
  public record Input(
      @Doc("Most tokens to show, 1 to 500; default 50") @Nullable Integer limit,
      @Doc("Cursor of the page before") @Nullable String cursor) {}

  private final EnrolmentTokens tokens;

  @Activate
  public TokenList(@Reference EnrolmentTokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public Page<EnrolmentToken> execute(Input input, CommandContext context) {
    int limit = input.limit() == null ? PageRequest.DEFAULT : input.limit();
    return tokens.find(new PageRequest(limit, input.cursor()));
  }
}
