// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.database;

import java.sql.SQLException;
import javax.sql.DataSource;

/** How to reach one engine. */
interface Engine {
  Dialect dialect();

  /**
   * @return connections of the owner of the schemas, who migrates; not pooled
   */
  DataSource owner();

  /**
   * @return connections for the pool
   */
  DataSource application();

  /**
   * @return the statement that each connection of the pool begins its life with, or an empty text
   */
  String firstStatement();

  /** Brings a reachable database to the point where schemas can be made; cheap when it is there. */
  void prepare() throws SQLException;

  /** Lets go of files and memory. */
  void stop();
}
