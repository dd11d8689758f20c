// SPDX-License-Identifier: Apache-2.0
package acme.greeter;

import java.util.function.Supplier;

/** What a plugin of the tests does. */
public final class Greeter implements Supplier<String> {
  @Override
  public String get() {
    return "hello";
  }
}
