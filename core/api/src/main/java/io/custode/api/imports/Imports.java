// SPDX-License-Identifier: Apache-2.0
package io.custode.api.imports;

import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Imports of the bound tenant; unbound, those of tenants that the caller sees, and his own. A row
 * is known by its key: taken in again it changes what it made before, and nothing if it is so
 * already.
 */
@ProviderType
public interface Imports {
  /**
   * Reads a file and says what it would do; changes nothing. It is kept for {@link #start}, for a
   * day.
   *
   * @throws io.custode.api.error.Invalid if it cannot be read as it stands: encoding, quotes,
   *     columns, size
   * @throws io.custode.api.error.Forbidden if the caller may not write what it holds
   */
  Trial check(NewImport file);

  /**
   * Has it done in the background, in batches that are whole or not at all; after a crash it goes
   * on where it was. It runs with what its sender may do then.
   *
   * @throws io.custode.api.error.NotFound if there is none, or its file is gone
   * @throws io.custode.api.error.Conflict {@code import-started} if it was started before
   */
  Import start(ImportId id);

  Optional<Import> get(ImportId id);

  /** Newest first. */
  Page<Import> find(PageRequest page);

  /**
   * By row.
   *
   * @throws io.custode.api.error.NotFound if there is no such import
   */
  Page<Reject> rejects(ImportId id, PageRequest page);
}
