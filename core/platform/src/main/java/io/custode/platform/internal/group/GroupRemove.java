// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.group;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Done;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.group.AssetGroups;
import io.custode.api.group.GroupId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Remove a group of assets, and the policies set for it. */
@Component(service = Command.class)
@CommandName(
    value = "msp.group-remove",
    description = "Remove a group of assets, and the policies set for it")
@RequiresPermission("core.group.write")
@Risk(RiskClass.CHANGE)
public final class GroupRemove implements Command<GroupRemove.Input, Done> {
  /** Which. */
  public record Input(@Doc("The group") GroupId group) {}

  private final AssetGroups groups;

  @Activate
  public GroupRemove(@Reference AssetGroups groups) {
    this.groups = groups;
  }

  @Override
  public Done execute(Input in, CommandContext context) {
    groups.remove(in.group());
    return new Done("The group was removed.");
  }
}
