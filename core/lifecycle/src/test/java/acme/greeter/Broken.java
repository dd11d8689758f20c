// SPDX-License-Identifier: Apache-2.0
package acme.greeter;

/** A component that cannot be made. */
public final class Broken {
  public Broken() {
    throw new IllegalStateException("broken on purpose");
  }
}
