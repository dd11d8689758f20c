// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.alert;

import io.custode.api.tenant.TenantContext;
import io.custode.spi.job.Job;
import io.custode.spi.job.JobSchedule;
import io.custode.spi.job.JobScope;
import io.custode.spi.job.MissedRun;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lets alerts be heard that are expected no longer, silences those that are, and ends floods. */
@Component
@JobSchedule(
    name = "core.alert-sweep",
    description = "Look at which alerts are expected now",
    cron = "0 * * * * ?",
    missed = MissedRun.ONCE,
    idempotent = true,
    timeoutSeconds = 300)
public final class AlertSweepJob implements Job {
  private final AlertSweep sweep;
  private final TenantContext tenants;

  @Activate
  public AlertSweepJob(@Reference AlertSweep sweep, @Reference TenantContext tenants) {
    this.sweep = sweep;
    this.tenants = tenants;
  }

  @Override
  public void run(JobScope scope) throws InterruptedException {
    for (var tenant : sweep.toSweep()) {
      if (scope.isCancelled()) {
        throw new InterruptedException();
      }
      tenants.in(tenant, sweep::sweep);
    }
  }
}
