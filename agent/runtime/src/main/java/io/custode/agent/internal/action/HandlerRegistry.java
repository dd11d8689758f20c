// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.action;

import io.custode.agent.api.ActionHandler;
import io.custode.agent.internal.Log;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Who does which verb; modules join and leave while the agent runs. */
public final class HandlerRegistry {
  private static final Log LOG = Log.of("actions");

  private final ConcurrentHashMap<String, ActionHandler<?, ?>> handlers = new ConcurrentHashMap<>();

  /** The first of a verb keeps it. */
  public void add(ActionHandler<?, ?> handler) {
    var present = handlers.putIfAbsent(handler.verb(), handler);
    if (present != null && present != handler) {
      LOG.warn("A second handler of " + handler.verb() + " is ignored");
    }
  }

  public void remove(ActionHandler<?, ?> handler) {
    handlers.values().remove(handler);
  }

  Optional<ActionHandler<?, ?>> of(String verb) {
    return Optional.ofNullable(handlers.get(verb));
  }
}
