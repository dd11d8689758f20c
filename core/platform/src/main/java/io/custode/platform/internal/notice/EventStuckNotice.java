// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.notice;

import io.custode.api.alert.Severity;
import io.custode.api.event.EventStuck;
import io.custode.api.notice.NewNotice;
import io.custode.api.notice.Notices;
import io.custode.spi.event.EventListener;
import io.custode.spi.event.ListensTo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** An event that a listener could not take is told. */
@Component(service = EventListener.class)
@ListensTo(EventStuck.class)
public final class EventStuckNotice implements EventListener<EventStuck> {
  private final Notices notices;

  @Activate
  public EventStuckNotice(@Reference Notices notices) {
    this.notices = notices;
  }

  @Override
  public void on(EventStuck event) {
    var type = event.type().substring(event.type().lastIndexOf('.') + 1);
    notices.tell(
        new NewNotice(
            event.id(),
            "core.event-stuck",
            Severity.WARNING,
            "Event stuck: " + type,
            "Listener " + event.listener() + ". msp:stuck-event-list",
            null,
            event.at()));
  }
}
