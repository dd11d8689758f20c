// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.retention;

import io.custode.spi.job.Job;
import io.custode.spi.job.JobSchedule;
import io.custode.spi.job.JobScope;
import java.time.Instant;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Deletes what the rules no longer keep. */
@Component
@JobSchedule(
    name = "core.retention",
    description = "Delete what is not to be kept any longer",
    cron = "0 37 3 * * ?",
    idempotent = true,
    timeoutSeconds = 14_400)
public final class RetentionJob implements Job {
  private final JpaRetention retention;

  @Activate
  public RetentionJob(@Reference JpaRetention retention) {
    this.retention = retention;
  }

  @Override
  public void run(JobScope scope) throws InterruptedException {
    retention.apply(Instant.now(), () -> !scope.isCancelled());
    if (scope.isCancelled()) {
      throw new InterruptedException();
    }
  }
}
