// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.agent;

/** A token lets nobody in. */
public final class TokenRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String name;
  private final String todo;

  private TokenRefused(int status, String name, String what, String todo) {
    super(what, null, false, false);
    this.status = status;
    this.name = name;
    this.todo = todo;
  }

  static TokenRefused unknown() {
    return new TokenRefused(
        401, "token-unknown", "This enrolment token is not valid.", "Ask for a new token.");
  }

  static TokenRefused used() {
    return new TokenRefused(
        409,
        "token-used",
        "This enrolment token is used up; it enrols no further machine.",
        "Ask for a new token; if you did not use this one, tell your administrator.");
  }

  static TokenRefused revoked() {
    return new TokenRefused(
        403, "token-revoked", "This enrolment token was revoked.", "Ask for a new token.");
  }

  static TokenRefused elsewhere() {
    return new TokenRefused(
        403,
        "token-elsewhere",
        "This enrolment token is not for machines of the network that you come from.",
        "Enrol the machine where it belongs, or ask for another token.");
  }

  static TokenRefused expired() {
    return new TokenRefused(
        403,
        "token-expired",
        "This enrolment token has expired; nothing was changed.",
        "Ask for a new token.");
  }

  /**
   * @return HTTP status
   */
  public int status() {
    return status;
  }

  /**
   * @return kebab-case name
   */
  public String name() {
    return name;
  }

  public String what() {
    return String.valueOf(getMessage());
  }

  public String todo() {
    return todo;
  }
}
