// SPDX-License-Identifier: Apache-2.0
package io.custode.guest;

import io.custode.spi.job.Job;
import io.custode.spi.job.JobSchedule;
import io.custode.spi.job.JobScope;
import org.osgi.service.component.annotations.Component;

/** Runs whenever it may, and has nothing to do: that it can be stopped is what is asked. */
@Component
@JobSchedule(
    name = "guest.note-tidy",
    description = "Tidy the notes",
    cron = "* * * * * ?",
    perTenant = true,
    idempotent = true)
public final class TidyNotes implements Job {
  @Override
  public void run(JobScope scope) throws InterruptedException {
    if (scope.isCancelled()) {
      throw new InterruptedException();
    }
  }
}
