// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.notice;

import io.custode.api.alert.AlertResolved;
import io.custode.spi.event.EventListener;
import io.custode.spi.event.ListensTo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** That an alert is over is told, if that it began was. */
@Component(service = EventListener.class)
@ListensTo(AlertResolved.class)
public final class AlertResolvedNotice implements EventListener<AlertResolved> {
  private final AlertNotices notices;

  @Activate
  public AlertResolvedNotice(@Reference AlertNotices notices) {
    this.notices = notices;
  }

  @Override
  public void on(AlertResolved event) {
    notices.tell(event.id(), event.alert(), AlertNotices.RESOLVED, event.at());
  }
}
