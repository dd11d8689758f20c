// SPDX-License-Identifier: Apache-2.0
package io.custode.api.error;

/** The caller is known but lacks the permission; nothing was changed. */
public final class Forbidden extends Problem {
  private static final long serialVersionUID = 1;

  public Forbidden(String permission) {
    super(
        Kind.FORBIDDEN,
        "forbidden",
        "This needs the permission " + permission + ".",
        "Ask an administrator for it.");
  }
}
