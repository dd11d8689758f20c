// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.notice;

import io.custode.api.alert.Severity;
import io.custode.api.job.JobFailed;
import io.custode.api.notice.NewNotice;
import io.custode.api.notice.Notices;
import io.custode.spi.event.EventListener;
import io.custode.spi.event.ListensTo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** A job that failed is told. */
@Component(service = EventListener.class)
@ListensTo(JobFailed.class)
public final class JobFailedNotice implements EventListener<JobFailed> {
  private final Notices notices;

  @Activate
  public JobFailedNotice(@Reference Notices notices) {
    this.notices = notices;
  }

  @Override
  public void on(JobFailed event) {
    notices.tell(
        new NewNotice(
            event.id(),
            "core.job-failed",
            Severity.WARNING,
            "Job " + event.job() + ": " + event.state(),
            event.reason(),
            null,
            event.at()));
  }
}
