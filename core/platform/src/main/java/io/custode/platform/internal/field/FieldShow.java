// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.field;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.field.CustomFields;
import io.custode.api.field.FieldKind;
import io.custode.api.field.FieldValue;
import io.custode.api.page.Page;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** List the custom values of a thing. */
@Component(service = Command.class)
@CommandName(value = "msp.custom-value-list", description = "List the custom values of a thing")
@RequiresPermission("core.field.read")
@Risk(RiskClass.READ)
public final class FieldShow implements Command<FieldShow.Input, Page<FieldValue>> {
  /** Of what. */
  public record Input(@Doc("What it is") FieldKind kind, @Doc("Its id") String id) {}

  private final CustomFields fields;

  @Activate
  public FieldShow(@Reference CustomFields fields) {
    this.fields = fields;
  }

  @Override
  public Page<FieldValue> execute(Input in, CommandContext context) {
    return new Page<>(fields.values(in.kind(), in.id()), null);
  }
}
