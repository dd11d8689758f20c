// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.event;

import io.custode.api.event.DomainEvent;
import io.custode.api.event.Events;
import io.custode.api.event.TenantEvent;
import io.custode.core.json.JsonMapping;
import io.custode.persistence.core.Outbox;
import io.custode.platform.internal.gate.BoundedCalls;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;

/** Publishes by writing into the outbox of the open transaction. */
@Component
public final class OutboxEvents implements Events {
  private final Outbox outbox;
  private final BoundedCalls calls;
  private final JsonMapping json;

  @Activate
  public OutboxEvents(
      @Reference Outbox outbox,
      @Reference BoundedCalls calls,
      @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) JsonMapping json) {
    this.outbox = outbox;
    this.calls = calls;
    this.json = json;
  }

  @Override
  public void publish(DomainEvent event) {
    calls.tells();
    var tenant = event instanceof TenantEvent of ? of.tenant().value() : null;
    outbox.append(
        event.id().value(), "event", event.getClass().getName(), tenant, json.write(event).text());
  }
}
