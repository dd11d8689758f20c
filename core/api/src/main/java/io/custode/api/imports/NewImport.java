// SPDX-License-Identifier: Apache-2.0
package io.custode.api.imports;

import org.jspecify.annotations.Nullable;

/**
 * A file to try.
 *
 * @param file its bytes, at most 20 MiB and 100,000 rows; its first row names the columns
 * @param encoding {@code UTF-8}, {@code UTF-16} or {@code windows-1252}; null: found out
 */
public record NewImport(ImportKind kind, byte[] file, @Nullable String encoding) {}
