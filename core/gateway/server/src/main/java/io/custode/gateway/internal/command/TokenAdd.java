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
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code msp:enrolment-token-add}. */
@Component
@CommandName(
    value = "msp.enrolment-token-add",
    description = "Make a token that enrols machines; its secret is shown this once")
@RequiresPermission("core.enrolment.issue")
@Risk(RiskClass.DANGEROUS)
public final class TokenAdd implements Command<TokenAdd.Input, TokenAdd.Output> {
  /** What the token is for. */
  public record Input(
      @Doc("Site of the named tenant that the machines join") @Nullable SiteId site,
      @Doc("How long it can be used, PT1M to P90D; default PT1H") @Nullable Duration validFor,
      @Doc("How many machines it enrols, 1 to 10,000; default 1") @Nullable Integer uses,
      @Doc("Networks that machines may come from, as 192.0.2.0/24; default anywhere")
          @Nullable List<String> networks,
      @Doc("Whether each machine waits until somebody approves it; default no")
          @Nullable Boolean approval) {}

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
    var issued =
        tokens.issue(
            new NewToken(
                input.site(), input.validFor(), input.uses(), input.networks(), input.approval()));
    return new Output(issued.token().id(), issued.token().expiresAt(), issued.secret());
  }
}
