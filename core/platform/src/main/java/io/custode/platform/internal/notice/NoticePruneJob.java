// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.notice;

import io.custode.spi.job.Job;
import io.custode.spi.job.JobSchedule;
import io.custode.spi.job.JobScope;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lets go of notices that ended. */
@Component
@JobSchedule(
    name = "core.notice-prune",
    description = "Let go of notices that ended",
    cron = "0 41 3 * * ?",
    idempotent = true)
public final class NoticePruneJob implements Job {
  private final NoticeQueue queue;

  @Activate
  public NoticePruneJob(@Reference NoticeQueue queue) {
    this.queue = queue;
  }

  @Override
  public void run(JobScope scope) {
    queue.prune();
  }
}
