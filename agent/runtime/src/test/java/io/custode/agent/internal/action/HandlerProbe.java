// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.action;

import io.custode.agent.protocol.Message.ActionRequest;
import java.time.Instant;
import java.util.Optional;

/** Asks a registry what it can do. */
public final class HandlerProbe {
  private HandlerProbe() {}

  /**
   * @return the handler's result or why it failed, as JSON; empty if nobody does the verb
   */
  public static Optional<String> run(HandlerRegistry handlers, String verb, String input) {
    return handlers
        .of(verb)
        .map(
            handler -> {
              var request = new ActionRequest("a", verb, input, Instant.MAX, null, 0);
              var result = new ActionRun(request, null).run(handler, Instant.now());
              return result.output() == null ? String.valueOf(result.reason()) : result.output();
            });
  }
}
