// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.schema;

/** A schema cannot be brought to where its owner wants it; nothing of the attempt is left. */
public final class SchemaFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  public SchemaFailure(String message) {
    super(message);
  }

  public SchemaFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
