// SPDX-License-Identifier: Apache-2.0
package io.custode.api.field;

import io.custode.api.command.Doc;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field of one kind of thing, the same for all tenants.
 *
 * @param key in REST, in queries of asset groups ({@code custom.<key>}), in files
 * @param required whether a value, once there, cannot be taken away
 * @param standard what it is while nobody said otherwise, or null; queries do not see it
 * @param choices of a {@link FieldType#CHOICE}, else none
 * @param least of a {@link FieldType#NUMBER}, or null
 * @param most of a {@link FieldType#NUMBER}, or null
 */
public record CustomField(
    @Doc("Of what it is a field") FieldKind kind,
    @Doc("1 to 40 of a-z, 0-9 and dash, beginning with a letter") String key,
    @Doc("What people see, 1 to 100 characters") String label,
    @Doc("How its values look; never changes") FieldType type,
    @Doc("Whether a value cannot be taken away") boolean required,
    @Doc("What it is while nobody said otherwise") @Nullable String standard,
    @Doc("For CHOICE: 1 to 100 choices") @Nullable List<String> choices,
    @Doc("For NUMBER: the least") @Nullable BigDecimal least,
    @Doc("For NUMBER: the most") @Nullable BigDecimal most) {
  public CustomField {
    choices = choices == null ? List.of() : List.copyOf(choices);
  }
}
