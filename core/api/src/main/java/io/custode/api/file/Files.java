// SPDX-License-Identifier: Apache-2.0
package io.custode.api.file;

import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import java.io.InputStream;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Files of the bound tenant, kept in the database, so that every node has them and a backup too.
 * Call it outside transactions. A file is found only by who holds the permission that it was stored
 * with.
 */
@ProviderType
public interface Files {
  /** Most bytes of a file. */
  long LARGEST = 25L << 20;

  /** Most bytes of all files of a tenant. */
  long MOST = 5L << 30;

  /**
   * Stores all of it or nothing. Whoever calls checks before whether the caller may.
   *
   * @param content read to its end, and not closed
   * @throws io.custode.api.error.Invalid if no tenant is bound, a name breaks its rules, the file
   *     is empty or larger than {@link #LARGEST}, or the tenant would have more than {@link #MOST}
   * @throws io.custode.api.error.Unavailable if the content cannot be read to its end, or there is
   *     no room for it
   */
  StoredFile store(NewFile file, InputStream content);

  /**
   * @return empty also if the caller lacks the file's permission
   */
  Optional<StoredFile> get(FileId id);

  /**
   * Those of a thing that the caller may read, by name.
   *
   * @param about as it was stored with
   */
  Page<StoredFile> about(String about, PageRequest page);

  /**
   * @return the content, read piece by piece from the database; close it
   * @throws io.custode.api.error.NotFound if there is none that the caller may read
   */
  InputStream open(FileId id);

  /**
   * @throws io.custode.api.error.NotFound if there is none that the caller may read
   */
  void remove(FileId id);
}
