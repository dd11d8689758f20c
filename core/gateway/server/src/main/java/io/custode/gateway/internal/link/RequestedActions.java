// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.link;

import io.custode.api.action.ActionRequested;
import io.custode.api.action.Actions;
import io.custode.spi.event.EventListener;
import io.custode.spi.event.ListensTo;
import io.custode.spi.event.OnEveryNode;
import java.time.Instant;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** An action was requested: if its agent is here and its time has come, it gets it at once. */
@Component
@OnEveryNode
@ListensTo(ActionRequested.class)
public final class RequestedActions implements EventListener<ActionRequested> {
  private final AgentDirectory directory;
  private final Dispatcher dispatcher;
  private final Actions actions;

  @Activate
  public RequestedActions(
      @Reference AgentDirectory directory,
      @Reference Dispatcher dispatcher,
      @Reference Actions actions) {
    this.directory = directory;
    this.dispatcher = dispatcher;
    this.actions = actions;
  }

  @Override
  public void on(ActionRequested event) {
    var session = directory.of(event.asset());
    if (session.isEmpty()) {
      return; // its agent gets it when it comes
    }
    var later = actions.get(event.action()).filter(a -> a.notBefore().isAfter(Instant.now()));
    if (later.isPresent()) {
      session.get().pushAt(later.get().notBefore());
    } else {
      dispatcher.attend(session.get());
    }
  }
}
