// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.group;

import io.custode.api.access.RequiresPermission;
import io.custode.api.asset.Asset;
import io.custode.api.command.Columns;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.group.AssetGroups;
import io.custode.api.group.GroupId;
import io.custode.api.page.Page;
import io.custode.platform.internal.command.Listing;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** List the assets that are in a group now. */
@Component(service = Command.class)
@CommandName(
    value = "msp.group-member-list",
    description = "List the assets that are in a group now")
@Columns({"id", "name", "state", "kind", "os"})
@RequiresPermission("core.group.read")
@Risk(RiskClass.READ)
public final class GroupMemberList implements Command<GroupMemberList.Input, Page<Asset>> {
  /** Which group and page. */
  public record Input(
      @Doc("The group") GroupId group,
      @Doc(Listing.LIMIT) @Nullable Integer limit,
      @Doc(Listing.CURSOR) @Nullable String cursor) {}

  private final AssetGroups groups;

  @Activate
  public GroupMemberList(@Reference AssetGroups groups) {
    this.groups = groups;
  }

  @Override
  public Page<Asset> execute(Input in, CommandContext context) {
    return groups.members(in.group(), Listing.page(in.limit(), in.cursor()));
  }
}
