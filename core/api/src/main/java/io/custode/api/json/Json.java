// SPDX-License-Identifier: Apache-2.0
package io.custode.api.json;

/**
 * A JSON value that the platform carries without reading it, as text (RFC 8259). In REST it shows
 * as the value itself, not as a string.
 *
 * @param text a whole JSON value
 */
public record Json(String text) {
  /** The empty object. */
  public static final Json EMPTY = new Json("{}");

  @Override
  public String toString() {
    return text;
  }
}
