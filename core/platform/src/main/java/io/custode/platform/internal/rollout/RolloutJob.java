// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.rollout;

import io.custode.api.page.PageRequest;
import io.custode.api.rollout.RolloutState;
import io.custode.api.tenant.TenantContext;
import io.custode.spi.job.Job;
import io.custode.spi.job.JobSchedule;
import io.custode.spi.job.JobScope;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Moves on what runs, in each tenant that has something. */
@Component
@JobSchedule(
    name = "core.rollout-run",
    description = "Move rollouts on",
    cron = "30 * * * * ?",
    idempotent = true)
public final class RolloutJob implements Job {
  private final JpaRollouts rollouts;
  private final RolloutRunner runner;
  private final TenantContext tenants;

  @Activate
  public RolloutJob(
      @Reference JpaRollouts rollouts,
      @Reference RolloutRunner runner,
      @Reference TenantContext tenants) {
    this.rollouts = rollouts;
    this.runner = runner;
    this.tenants = tenants;
  }

  @Override
  public void run(JobScope scope) throws InterruptedException {
    @Nullable String cursor = null;
    do {
      var page = rollouts.find(RolloutState.RUNNING, new PageRequest(PageRequest.MAX, cursor));
      for (var rollout : page.items()) {
        if (scope.isCancelled()) {
          throw new InterruptedException();
        }
        tenants.run(rollout.tenant(), () -> runner.advance(rollout.id()));
      }
      cursor = page.next();
    } while (cursor != null);
  }
}
