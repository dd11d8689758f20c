// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.relation;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Done;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.relation.RelationId;
import io.custode.api.relation.Relations;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Take a relation away. */
@Component(service = Command.class)
@CommandName(value = "msp.relation-remove", description = "Take a relation away")
@RequiresPermission("core.asset.write")
@Risk(RiskClass.CHANGE)
public final class RelationRemove implements Command<RelationRemove.Input, Done> {
  /** Which. */
  public record Input(@Doc("The relation") RelationId relation) {}

  private final Relations relations;

  @Activate
  public RelationRemove(@Reference Relations relations) {
    this.relations = relations;
  }

  @Override
  public Done execute(Input in, CommandContext context) {
    relations.remove(in.relation());
    return new Done("The relation is gone.");
  }
}
