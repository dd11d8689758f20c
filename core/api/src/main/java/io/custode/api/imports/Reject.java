// SPDX-License-Identifier: Apache-2.0
package io.custode.api.imports;

/**
 * A row that was refused.
 *
 * @param row its number in the file, 2 for the one below the heading
 * @param column that is wrong, or {@code row}
 * @param reason what is wrong, without repeating the value
 */
public record Reject(long row, String column, String reason) {}
