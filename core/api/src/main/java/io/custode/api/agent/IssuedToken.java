// SPDX-License-Identifier: Apache-2.0
package io.custode.api.agent;

/**
 * A fresh token, the only time its secret is seen.
 *
 * @param secret what the agent's installer is given
 */
public record IssuedToken(EnrolmentToken token, String secret) {
  @Override
  public String toString() {
    return "IssuedToken[" + token.id() + "]";
  }
}
