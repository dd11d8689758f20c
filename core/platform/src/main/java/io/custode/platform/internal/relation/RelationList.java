// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.relation;

import io.custode.api.access.RequiresPermission;
import io.custode.api.asset.AssetId;
import io.custode.api.command.Columns;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.page.Page;
import io.custode.api.relation.Relation;
import io.custode.api.relation.Relations;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** List what an asset has to do with others. */
@Component(service = Command.class)
@CommandName(value = "msp.relation-list", description = "List what an asset has to do with others")
@Columns({"id", "from", "kind", "to"})
@RequiresPermission("core.asset.read")
@Risk(RiskClass.READ)
public final class RelationList implements Command<RelationList.Input, Page<Relation>> {
  /** Of what. */
  public record Input(@Doc("The asset") AssetId asset) {}

  private final Relations relations;

  @Activate
  public RelationList(@Reference Relations relations) {
    this.relations = relations;
  }

  @Override
  public Page<Relation> execute(Input in, CommandContext context) {
    return new Page<>(relations.of(in.asset()), null);
  }
}
