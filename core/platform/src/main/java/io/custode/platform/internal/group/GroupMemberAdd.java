// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.group;

import io.custode.api.access.RequiresPermission;
import io.custode.api.asset.AssetId;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Done;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.group.AssetGroups;
import io.custode.api.group.GroupId;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Put assets on the list of a group. */
@Component(service = Command.class)
@CommandName(value = "msp.group-member-add", description = "Put assets on the list of a group")
@RequiresPermission("core.group.write")
@Risk(RiskClass.CHANGE)
public final class GroupMemberAdd implements Command<GroupMemberAdd.Input, Done> {
  /** Which. */
  public record Input(
      @Doc("The group") GroupId group, @Doc("The assets, at most 500") List<AssetId> assets) {}

  private final AssetGroups groups;

  @Activate
  public GroupMemberAdd(@Reference AssetGroups groups) {
    this.groups = groups;
  }

  @Override
  public Done execute(Input in, CommandContext context) {
    groups.add(in.group(), in.assets());
    return new Done("The assets are on the list.");
  }
}
