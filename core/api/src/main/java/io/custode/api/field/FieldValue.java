// SPDX-License-Identifier: Apache-2.0
package io.custode.api.field;

import io.custode.api.command.Doc;
import org.jspecify.annotations.Nullable;

/**
 * A value of a field.
 *
 * @param value null: none
 */
public record FieldValue(
    @Doc("Key of the field") String key, @Doc("Its value; null: none") @Nullable String value) {}
