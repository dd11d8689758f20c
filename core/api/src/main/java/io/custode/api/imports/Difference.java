// SPDX-License-Identifier: Apache-2.0
package io.custode.api.imports;

import org.jspecify.annotations.Nullable;

/**
 * What a row would change.
 *
 * @param row its number in the file, 2 for the one below the heading
 * @param key of the row
 * @param field that changes
 * @param from what it is now; null: nothing, or the thing is new
 * @param to what it would be; null: nothing
 */
public record Difference(
    long row, String key, String field, @Nullable String from, @Nullable String to) {}
