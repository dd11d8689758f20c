// SPDX-License-Identifier: Apache-2.0
package io.custode.api.id;

/**
 * An identifier: a record with one component, {@code value}, a UUID in canonical lower-case text
 * (36 characters).
 */
public interface Id {
  /**
   * @return the canonical text, as stored and as seen in URLs
   */
  String value();
}
