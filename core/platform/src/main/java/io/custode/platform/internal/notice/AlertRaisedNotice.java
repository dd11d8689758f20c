// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.notice;

import io.custode.api.alert.AlertRaised;
import io.custode.spi.event.EventListener;
import io.custode.spi.event.ListensTo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** A new alert is told, unless it is expected or follows from another. */
@Component(service = EventListener.class)
@ListensTo(AlertRaised.class)
public final class AlertRaisedNotice implements EventListener<AlertRaised> {
  private final AlertNotices notices;

  @Activate
  public AlertRaisedNotice(@Reference AlertNotices notices) {
    this.notices = notices;
  }

  @Override
  public void on(AlertRaised event) {
    if (!event.suppressed() && event.cause() == null) {
      notices.tell(event.id(), event.alert(), AlertNotices.RAISED, event.at());
    }
  }
}
