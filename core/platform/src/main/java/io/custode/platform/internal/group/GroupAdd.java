// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.group;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.group.AssetFilter;
import io.custode.api.group.AssetGroup;
import io.custode.api.group.AssetGroups;
import io.custode.api.group.NewGroup;
import io.custode.api.json.Json;
import io.custode.core.json.JsonMapping;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;

/** Create a group of assets: of the tenant, or the provider's if none is named. */
@Component(service = Command.class)
@CommandName(
    value = "msp.group-add",
    description = "Create a group of assets: of the tenant, or the provider's if none is named")
@RequiresPermission("core.group.write")
@Risk(RiskClass.CHANGE)
public final class GroupAdd implements Command<GroupAdd.Input, AssetGroup> {
  /** The group to be. */
  public record Input(
      @Doc("Name, 1 to 200 characters") String name,
      @Doc("Place in the inheritance of policies, 1 to 10000; default: the last")
          @Nullable Integer position,
      @Doc(
              "Who is in it, {\"field\":\"kind\",\"operator\":\"IS\",\"value\":\"SERVER\"}; without it the group is a list")
          @Nullable Json filter) {}

  private final AssetGroups groups;
  private final JsonMapping json;

  @Activate
  public GroupAdd(
      @Reference AssetGroups groups,
      @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) JsonMapping json) {
    this.groups = groups;
    this.json = json;
  }

  @Override
  public AssetGroup execute(Input in, CommandContext context) {
    var filter =
        in.filter() == null ? null : json.<AssetFilter>read(in.filter(), AssetFilter.class);
    return groups.create(new NewGroup(in.name(), in.position(), filter));
  }
}
