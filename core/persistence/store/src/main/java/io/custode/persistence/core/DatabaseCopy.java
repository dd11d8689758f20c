// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.core;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Copies the rows of every schema, as they are at one moment, while everybody goes on reading and
 * writing. The copy is the same on every database, and is loaded into an empty one of any kind when
 * the schemas are made there.
 */
@ProviderType
public interface DatabaseCopy {
  /**
   * @return the kind of the database, for people: {@code Derby} or {@code PostgreSQL}
   */
  String database();

  /**
   * Writes all schemas, one after the other.
   *
   * @param scratch an existing directory for what is needed meanwhile: nothing on PostgreSQL, as
   *     much as the database on Derby; nothing is left in it
   * @throws IOException if the target or the scratch directory cannot be written
   * @throws io.custode.api.error.Unavailable if the database goes away
   */
  void write(Path scratch, Target target) throws IOException;

  /** Where the copy goes. */
  interface Target {
    /**
     * Called once for each schema, in order.
     *
     * @return takes the schema's rows; closed before the next schema
     */
    OutputStream schema(String schema) throws IOException;

    /** Called for each table of the schema that was begun last. */
    void counted(String schema, String table, long rows);
  }
}
