// SPDX-License-Identifier: Apache-2.0
package io.custode.api.error;

/** Nobody is signed in, or the sign-in has ended. */
public final class SignedOut extends Problem {
  private static final long serialVersionUID = 1;

  public SignedOut() {
    super(
        Kind.SIGNED_OUT,
        "signed-out",
        "You are not signed in.",
        "Sign in, or send a valid API token.");
  }
}
