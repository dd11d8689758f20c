// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.group;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Columns;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.group.AssetGroup;
import io.custode.api.group.AssetGroups;
import io.custode.api.page.Page;
import io.custode.platform.internal.command.Listing;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** List the groups of assets you see. */
@Component(service = Command.class)
@CommandName(value = "msp.group-list", description = "List the groups of assets you see")
@Columns({"id", "name", "position", "tenant"})
@RequiresPermission("core.group.read")
@Risk(RiskClass.READ)
public final class GroupList implements Command<GroupList.Input, Page<AssetGroup>> {
  /** Which page. */
  public record Input(
      @Doc(Listing.LIMIT) @Nullable Integer limit, @Doc(Listing.CURSOR) @Nullable String cursor) {}

  private final AssetGroups groups;

  @Activate
  public GroupList(@Reference AssetGroups groups) {
    this.groups = groups;
  }

  @Override
  public Page<AssetGroup> execute(Input in, CommandContext context) {
    return groups.find(Listing.page(in.limit(), in.cursor()));
  }
}
