// SPDX-License-Identifier: Apache-2.0
package io.custode.api.error;

/** The thing is in another state than the caller believed; nothing was changed. */
public final class Conflict extends Problem {
  private static final long serialVersionUID = 1;

  public Conflict(String name, String what, String todo) {
    super(Kind.CONFLICT, name, what, todo);
  }

  /** Somebody changed the row in between. */
  public static Conflict changedMeanwhile(String noun) {
    return new Conflict(
        "changed-meanwhile",
        "The " + noun + " was changed by somebody else; your change was not made.",
        "Read it again and repeat.");
  }
}
