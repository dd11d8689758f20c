// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.ApiTokenId;
import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Done;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Revoke an API token. */
@Component(service = Command.class)
@CommandName(
    value = "msp.api-token-revoke",
    description = "Revoke an API token of yours, or anybody's if you may change users")
@RequiresPermission("core.self.manage")
@Risk(RiskClass.CHANGE)
public final class ApiTokenRevoke implements Command<ApiTokenRevoke.Input, Done> {
  /** Which. */
  public record Input(@Doc("Id of the token, see msp:api-token-list") ApiTokenId id) {}

  private final ApiTokens tokens;

  @Activate
  public ApiTokenRevoke(@Reference ApiTokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public Done execute(Input in, CommandContext context) {
    tokens.revoke(in.id());
    return new Done("The API token opens nothing any more.");
  }
}
