// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.copy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a backup that wait in the home, a file for each schema. A schema's rows are loaded in
 * the transaction that makes the schema. What is being loaded has another name until that has
 * ended, so that a start after a crash knows by the schema whether it was loaded.
 */
public final class Restore {
  /** Nothing waits. */
  public static final Restore NONE = new Restore(null);

  private final @Nullable Path directory;

  private Restore(@Nullable Path directory) {
    this.directory = directory;
  }

  /**
   * @param directory may be missing: then nothing waits
   */
  public static Restore from(@Nullable Path directory) {
    return new Restore(directory);
  }

  public boolean isNone() {
    return directory == null || !Files.isDirectory(directory);
  }

  /**
   * @return whether rows wait for a schema that has not been made
   */
  public boolean waits(String schema) {
    return directory != null && Files.exists(file(directory, schema, ".rows"));
  }

  /**
   * Before the schema is looked at.
   *
   * @param made whether it is there already
   * @return its rows, if it is to be made with them
   */
  public synchronized Optional<RowsFile> begin(String schema, boolean made) throws IOException {
    if (directory == null) {
      return Optional.empty();
    }
    Path loading = file(directory, schema, ".loading");
    Path waiting = file(directory, schema, ".rows");
    if (made) {
      Files.deleteIfExists(loading);
      return Optional.empty();
    }
    if (Files.exists(waiting)) {
      Files.move(waiting, loading, StandardCopyOption.ATOMIC_MOVE);
    }
    return Files.exists(loading) ? Optional.of(new RowsFile(loading)) : Optional.empty();
  }

  /** The schema is there, with its rows. */
  public void done(String schema) throws IOException {
    if (directory != null) {
      Files.deleteIfExists(file(directory, schema, ".loading"));
    }
  }

  private static Path file(Path directory, String schema, String ending) {
    return directory.resolve(schema + ending);
  }
}
