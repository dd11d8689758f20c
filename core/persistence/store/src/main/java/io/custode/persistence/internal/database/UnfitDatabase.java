// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.database;

import java.sql.SQLException;

/** The database answers but cannot be used as it is; the message says what to do. */
public final class UnfitDatabase extends SQLException {
  private static final long serialVersionUID = 1;

  public UnfitDatabase(String message) {
    super(message);
  }
}
