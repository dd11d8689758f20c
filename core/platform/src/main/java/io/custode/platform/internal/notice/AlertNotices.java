// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.notice;

import io.custode.api.alert.AlertId;
import io.custode.api.alert.Alerts;
import io.custode.api.event.EventId;
import io.custode.api.notice.NewNotice;
import io.custode.api.notice.Notices;
import java.time.Instant;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells of alerts, as they are when it is told. */
@Component(service = AlertNotices.class)
public final class AlertNotices {
  static final String RAISED = "core.alert-raised";
  static final String RESOLVED = "core.alert-resolved";

  private final Alerts alerts;
  private final Notices notices;

  @Activate
  public AlertNotices(@Reference Alerts alerts, @Reference Notices notices) {
    this.alerts = alerts;
    this.notices = notices;
  }

  /** Of an alert of the bound tenant; one that is expected or a consequence disturbs nobody. */
  void tell(EventId event, AlertId id, String kind, Instant at) {
    var alert = alerts.get(id).orElse(null);
    if (alert != null && !alert.suppressed() && alert.cause() == null) {
      notices.tell(
          new NewNotice(
              event, kind, alert.severity(), alert.title(), alert.detail(), alert.asset(), at));
    }
  }
}
