// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.action;

import io.custode.api.access.RequiresPermission;
import io.custode.api.action.Action;
import io.custode.api.action.ActionQuery;
import io.custode.api.action.ActionState;
import io.custode.api.action.Actions;
import io.custode.api.asset.AssetId;
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

/** List actions, newest first. */
@Component(service = Command.class)
@CommandName(value = "msp.action-list", description = "List actions, newest first")
@Columns({"id", "createdAt", "state", "verb", "requestedBy", "asset"})
@RequiresPermission("core.action.read")
@Risk(RiskClass.READ)
public final class ActionList implements Command<ActionList.Input, Page<Action>> {
  /** What to list. */
  public record Input(
      @Doc("Of this asset") @Nullable AssetId asset,
      @Doc("In this state") @Nullable ActionState state,
      @Doc("Of this verb") @Nullable String verb,
      @Doc(Listing.LIMIT) @Nullable Integer limit,
      @Doc(Listing.CURSOR) @Nullable String cursor) {}

  private final Actions actions;

  @Activate
  public ActionList(@Reference Actions actions) {
    this.actions = actions;
  }

  @Override
  public Page<Action> execute(Input in, CommandContext context) {
    return actions.find(
        new ActionQuery(in.asset(), in.state(), in.verb()), Listing.page(in.limit(), in.cursor()));
  }
}
