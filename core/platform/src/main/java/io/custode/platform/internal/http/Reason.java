// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.http;

/** Why a call came to nothing, in words for whoever made it. */
public final class Reason {
  private Reason() {}

  /**
   * @return what the first of its causes that says something says, else the name of the last
   */
  public static String of(Exception thrown) {
    Throwable cause = thrown;
    for (var next = thrown.getCause(); next != null; next = next.getCause()) {
      cause = next;
      if (next.getMessage() != null) {
        break;
      }
    }
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }
}
