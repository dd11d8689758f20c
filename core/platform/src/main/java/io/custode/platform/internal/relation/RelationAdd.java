// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.relation;

import io.custode.api.access.RequiresPermission;
import io.custode.api.asset.AssetId;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.relation.NewRelation;
import io.custode.api.relation.Relation;
import io.custode.api.relation.RelationKind;
import io.custode.api.relation.Relations;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Note what an asset has to do with another, or who uses it. */
@Component(service = Command.class)
@CommandName(
    value = "msp.relation-add",
    description = "Note what an asset has to do with another, or who uses it")
@RequiresPermission("core.asset.write")
@Risk(RiskClass.CHANGE)
public final class RelationAdd implements Command<RelationAdd.Input, Relation> {
  /** What with what. */
  public record Input(
      @Doc("The asset") AssetId from,
      @Doc("What it is to the other") RelationKind kind,
      @Doc("Id of the other asset; for USED_BY, of a contact") String to) {}

  private final Relations relations;

  @Activate
  public RelationAdd(@Reference Relations relations) {
    this.relations = relations;
  }

  @Override
  public Relation execute(Input in, CommandContext context) {
    return relations.add(new NewRelation(in.from(), in.kind(), in.to()));
  }
}
