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
import io.custode.api.group.AssetFilter;
import io.custode.api.group.AssetGroup;
import io.custode.api.group.AssetGroups;
import io.custode.api.group.GroupChange;
import io.custode.api.group.GroupId;
import io.custode.api.json.Json;
import io.custode.core.json.JsonMapping;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;

/** Change a group of assets; what is not given stays. */
@Component(service = Command.class)
@CommandName(
    value = "msp.group-change",
    description = "Change a group of assets; what is not given stays")
@RequiresPermission("core.group.write")
@Risk(RiskClass.CHANGE)
public final class GroupAlter implements Command<GroupAlter.Input, AssetGroup> {
  /** What to change. */
  public record Input(
      @Doc("The group") GroupId group,
      @Doc("Its new name") @Nullable String name,
      @Doc("Its new place, 1 to 10000") @Nullable Integer position,
      @Doc("Its new filter, all of it") @Nullable Json filter) {}

  private final AssetGroups groups;
  private final JsonMapping json;

  @Activate
  public GroupAlter(
      @Reference AssetGroups groups,
      @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) JsonMapping json) {
    this.groups = groups;
    this.json = json;
  }

  @Override
  public AssetGroup execute(Input in, CommandContext context) {
    var now = groups.get(in.group()).orElseThrow(() -> new NotFound("group", in.group()));
    var filter =
        in.filter() == null ? null : json.<AssetFilter>read(in.filter(), AssetFilter.class);
    return groups.change(
        in.group(), new GroupChange(in.name(), in.position(), filter, now.revision()));
  }
}
