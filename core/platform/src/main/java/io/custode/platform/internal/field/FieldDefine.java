// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.field;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.field.CustomField;
import io.custode.api.field.CustomFields;
import io.custode.api.field.FieldKind;
import io.custode.api.field.FieldType;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Define a custom field, or change one. */
@Component(service = Command.class)
@CommandName(
    value = "msp.custom-field-define",
    description = "Define a custom field, or change one")
@RequiresPermission("core.field.define")
@Risk(RiskClass.CHANGE)
public final class FieldDefine implements Command<FieldDefine.Input, CustomField> {
  /** The field. */
  public record Input(
      @Doc("Of what it is a field") FieldKind kind,
      @Doc("1 to 40 of a-z, 0-9 and dash, beginning with a letter") String key,
      @Doc("What people see") String label,
      @Doc("How its values look; never changes") FieldType type,
      @Doc("Whether a value cannot be taken away") @Nullable Boolean required,
      @Doc("What it is while nobody said otherwise") @Nullable String standard,
      @Doc("For CHOICE: the choices") @Nullable List<String> choices,
      @Doc("For NUMBER: the least") @Nullable Long least,
      @Doc("For NUMBER: the most") @Nullable Long most) {}

  private final CustomFields fields;

  @Activate
  public FieldDefine(@Reference CustomFields fields) {
    this.fields = fields;
  }

  @Override
  public CustomField execute(Input in, CommandContext context) {
    return fields.define(
        new CustomField(
            in.kind(),
            in.key(),
            in.label(),
            in.type(),
            Boolean.TRUE.equals(in.required()),
            in.standard(),
            in.choices(),
            in.least() == null ? null : BigDecimal.valueOf(in.least()),
            in.most() == null ? null : BigDecimal.valueOf(in.most())));
  }
}
