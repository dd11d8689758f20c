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
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Set a custom value of a thing, or take it away. */
@Component(service = Command.class)
@CommandName(
    value = "msp.custom-value-set",
    description = "Set a custom value of a thing, or take it away")
@RequiresPermission("core.field.write")
@Risk(RiskClass.CHANGE)
public final class FieldSet implements Command<FieldSet.Input, Page<FieldValue>> {
  /** What to what. */
  public record Input(
      @Doc("What it is") FieldKind kind,
      @Doc("Its id") String id,
      @Doc("Key of the field") String key,
      @Doc("Its value; none: it is taken away") @Nullable String value) {}

  private final CustomFields fields;

  @Activate
  public FieldSet(@Reference CustomFields fields) {
    this.fields = fields;
  }

  @Override
  public Page<FieldValue> execute(Input in, CommandContext context) {
    return new Page<>(
        fields.set(in.kind(), in.id(), List.of(new FieldValue(in.key(), in.value()))), null);
  }
}
