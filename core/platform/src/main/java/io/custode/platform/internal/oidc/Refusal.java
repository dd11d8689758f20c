// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.oidc;

/** What came back does not hold; the message is for the audit. */
public final class Refusal extends Exception {
  private static final long serialVersionUID = 1;

  public Refusal(String why) {
    super(why);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
