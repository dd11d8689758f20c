// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.field;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Columns;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.field.CustomField;
import io.custode.api.field.CustomFields;
import io.custode.api.field.FieldKind;
import io.custode.api.page.Page;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** List the custom fields of a kind of thing. */
@Component(service = Command.class)
@CommandName(
    value = "msp.custom-field-list",
    description = "List the custom fields of a kind of thing")
@Columns({"key", "label", "type", "required", "standard"})
@RequiresPermission("core.field.read")
@Risk(RiskClass.READ)
public final class FieldList implements Command<FieldList.Input, Page<CustomField>> {
  /** Of what. */
  public record Input(@Doc("Of what they are fields") FieldKind kind) {}

  private final CustomFields fields;

  @Activate
  public FieldList(@Reference CustomFields fields) {
    this.fields = fields;
  }

  @Override
  public Page<CustomField> execute(Input in, CommandContext context) {
    return new Page<>(fields.of(in.kind()), null);
  }
}
