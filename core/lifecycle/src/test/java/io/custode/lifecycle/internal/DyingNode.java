// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.persistence.internal.database.Settings;
import io.custode.persistence.testing.TestDatabase;
import java.nio.file.Path;

/**
 * A node in a process of its own, which changes a plugin and is killed while it does: {@code
 * custode.fault} says where.
 */
final class DyingNode {
  private DyingNode() {}

  /**
   * @param args the home; URL, user and password of the database; a jar to install, or none to go
   *     back to the version before
   */
  public static void main(String[] args) throws Exception {
    var database = TestDatabase.at(new Settings(args[1], args[2], args[3], 10));
    var here = new Installation(Path.of(args[0]), database, Installation.schema(database));
    if (args.length > 4) {
      here.hot.install(args[4], Installation.AGREED);
    } else {
      here.hot.rollback(HotPluginsTest.GREETER, null);
    }
    // nobody killed it
    System.exit(0);
  }
}
