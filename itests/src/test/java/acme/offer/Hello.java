// SPDX-License-Identifier: Apache-2.0
package acme.offer;

import acme.api.Greeting;

/** Says it. */
public final class Hello implements Greeting {
  @Override
  public String words() {
    return "hello";
  }
}
