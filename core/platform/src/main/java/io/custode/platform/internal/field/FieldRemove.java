// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.field;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Done;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.field.CustomFields;
import io.custode.api.field.FieldKind;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Take a custom field away, with all its values, for good. */
@Component(service = Command.class)
@CommandName(
    value = "msp.custom-field-remove",
    description = "Take a custom field away, with all its values, for good")
@RequiresPermission("core.field.define")
@Risk(RiskClass.DANGEROUS)
public final class FieldRemove implements Command<FieldRemove.Input, Done> {
  /** Which. */
  public record Input(@Doc("Of what it is a field") FieldKind kind, @Doc("Its key") String key) {}

  private final CustomFields fields;

  @Activate
  public FieldRemove(@Reference CustomFields fields) {
    this.fields = fields;
  }

  @Override
  public Done execute(Input in, CommandContext context) {
    fields.remove(in.kind(), in.key());
    return new Done("The field and its values are gone.");
  }
}
