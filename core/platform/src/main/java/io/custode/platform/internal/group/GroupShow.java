// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.group;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.error.NotFound;
import io.custode.api.group.AssetGroup;
import io.custode.api.group.AssetGroups;
import io.custode.api.group.GroupId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Show a group of assets. */
@Component(service = Command.class)
@CommandName(value = "msp.group-show", description = "Show a group of assets")
@RequiresPermission("core.group.read")
@Risk(RiskClass.READ)
public final class GroupShow implements Command<GroupShow.Input, AssetGroup> {
  /** Which. */
  public record Input(@Doc("The group") GroupId group) {}

  private final AssetGroups groups;

  @Activate
  public GroupShow(@Reference AssetGroups groups) {
    this.groups = groups;
  }

  @Override
  public AssetGroup execute(Input in, CommandContext context) {
    return groups.get(in.group()).orElseThrow(() -> new NotFound("group", in.group()));
  }
}
