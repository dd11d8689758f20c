// SPDX-License-Identifier: Apache-2.0
package acme.ask;

import acme.api.Greeting;
import java.util.function.Supplier;

/** Passes on what another plugin says, or only knows that such a thing exists. */
public final class Asking implements Supplier<String> {
  private volatile Greeting greeting;

  /** Called by Declarative Services. */
  public void bind(Greeting next) {
    greeting = next;
  }

  @Override
  public String get() {
    return greeting == null ? Greeting.class.getName() : greeting.words();
  }
}
