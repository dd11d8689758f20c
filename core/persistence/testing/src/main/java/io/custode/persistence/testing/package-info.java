// SPDX-License-Identifier: Apache-2.0
/**
 * Real databases for tests, one fresh for each, gone afterwards.
 *
 * <pre>{@code
 * @ParameterizedTest
 * @EnumSource(TestDatabases.class)
 * void keepsNotes(TestDatabases kind) {
 *   try (var database = kind.open()) {
 *     var notes = database.schema("core", "META-INF/custode/changelog.xml", NoteEntity.class);
 *     database.as("tenant-1", () -> notes.write(em -> ...));
 *   }
 * }
 * }</pre>
 */
@NullMarked
package io.custode.persistence.testing;

import org.jspecify.annotations.NullMarked;
