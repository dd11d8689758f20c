// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.command;

import io.custode.api.access.RequiresPermission;
import io.custode.api.agent.EnrolmentToken;
import io.custode.api.agent.EnrolmentTokens;
import io.custode.api.agent.TokenId;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code msp:enrolment-token-revoke}. */
@Component
@CommandName(
    value = "msp.enrolment-token-revoke",
    description = "Make an enrolment token worthless")
@RequiresPermission("core.enrolment.issue")
@Risk(RiskClass.CHANGE)
public final class TokenRevoke implements Command<TokenRevoke.Input, EnrolmentToken> {
  /** Which token. */
  public record Input(@Doc("Token of the named tenant") TokenId token) {}

  private final EnrolmentTokens tokens;

  @Activate
  public TokenRevoke(@Reference EnrolmentTokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public EnrolmentToken execute(Input input, CommandContext context) {
    return tokens.revoke(input.token());
  }
}
