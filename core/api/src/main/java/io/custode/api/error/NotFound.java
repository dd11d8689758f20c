// SPDX-License-Identifier: Apache-2.0
package io.custode.api.error;

/** There is no such thing, or none that the caller sees: the two are not told apart. */
public final class NotFound extends Problem {
  private static final long serialVersionUID = 1;

  public NotFound(String noun, Object id) {
    super(
        Kind.NOT_FOUND,
        "not-found",
        "There is no " + noun + " " + id + " that you can see.",
        "Check the id and the tenant.");
  }
}
