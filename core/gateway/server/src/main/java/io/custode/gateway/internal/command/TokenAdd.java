// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.command;

import io.custode.api.access.RequiresPermission;
import io.custode.api.agent.EnrolmentTokens;
import io.custode.api.agent.NewToken;
import io.custode.api.agent.TokenId;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.tenant.SiteId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code msp:enrolment-token-add}. */
@Component
@CommandName(
    value = "msp.enrolment-token-add",
    description = "Make a token that enrols one machine; its secret is shown this once")
@RequiresPermission("core.enrolment.issue")
@Risk(RiskClass.DANGEROUS)
public final class TokenAdd implements Command<TokenAdd.Input, TokenAdd.Output> {
  /** What the token is for. */
  public record Input(
      @Doc("Site of the named tenant that the machine joins") @Nullable SiteId site,
      @Doc("How long it can be used, PT1M to P30D; default PT1H") @Nullable Duration validFor) {}

  /**
   * A fresh token.
   *
   * @param secret what the agent's installer is given
   */
  public record Output(TokenId id, Instant expiresAt, String secret) {
    @Override
    public String toString() {
      return "Output[" + id + "]";
    }
  }

  private final EnrolmentTokens tokens;

  @Activate
  public TokenAdd(@Reference EnrolmentTokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public Output execute(Input input, CommandContext context) {
    var issued = tokens.issue(new NewToken(input.site(), input.validFor()));
    return new Output(issued.token().id(), issued.token().expiresAt(), issued.secret());
  }
}
