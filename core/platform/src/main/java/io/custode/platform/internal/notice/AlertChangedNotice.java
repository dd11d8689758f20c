// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.notice;

import io.custode.api.alert.AlertChanged;
import io.custode.api.alert.AlertFate;
import io.custode.spi.event.EventListener;
import io.custode.spi.event.ListensTo;
import java.util.EnumSet;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** An alert that is worse, back, or expected no longer is told like a new one. */
@Component(service = EventListener.class)
@ListensTo(AlertChanged.class)
public final class AlertChangedNotice implements EventListener<AlertChanged> {
  private static final Set<AlertFate> NEWS =
      EnumSet.of(AlertFate.ESCALATED, AlertFate.REOPENED, AlertFate.UNSUPPRESSED);

  private final AlertNotices notices;

  @Activate
  public AlertChangedNotice(@Reference AlertNotices notices) {
    this.notices = notices;
  }

  @Override
  public void on(AlertChanged event) {
    if (NEWS.contains(event.fate())) {
      notices.tell(event.id(), event.alert(), AlertNotices.RAISED, event.at());
    }
  }
}
