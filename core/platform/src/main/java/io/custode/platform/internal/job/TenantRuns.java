// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.job;

import io.custode.api.tenant.TenantId;
import io.custode.api.tenant.Tenants;
import io.custode.core.access.Doors;
import io.custode.platform.internal.access.SystemParts;
import io.custode.platform.internal.rule.Pages;
import io.custode.spi.job.Job;
import io.custode.spi.job.JobScope;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a job as the platform: once for all, or once for each tenant and bound to it. */
final class TenantRuns {
  private static final Logger LOG = LoggerFactory.getLogger(TenantRuns.class);

  private final Doors doors;
  private final Tenants tenants;

  TenantRuns(Doors doors, Tenants tenants) {
    this.doors = doors;
    this.tenants = tenants;
  }

  void run(DeclaredJob declared, Job job, JobScope scope) throws Exception {
    if (declared.perTenant()) {
      forEach(declared.name(), job, scope);
    } else {
      var failure = doors.as(doors.system(declared.name()), "system", () -> failure(job, scope));
      if (failure != null) {
        throw failure;
      }
    }
  }

  /** One tenant's failure does not keep the others from their run. */
  private void forEach(String name, Job job, JobScope scope) throws Exception {
    int failed = 0;
    Exception first = null;
    var all = doors.as(doors.system(name), "system", this::tenants);
    for (var tenant : all) {
      if (scope.isCancelled()) {
        throw new InterruptedException();
      }
      var failure =
          doors.as(SystemParts.ofTenant(name, tenant), "system", () -> failure(job, scope));
      if (failure instanceof InterruptedException) {
        throw failure;
      }
      if (failure != null) {
        LOG.warn("Job {} failed for tenant {}", name, tenant, failure);
        failed++;
        first = first == null ? failure : first;
      }
    }
    if (first != null) {
      throw new IllegalStateException(
          "It failed for "
              + failed
              + " of "
              + all.size()
              + " tenants, first: "
              + first.getMessage(),
          first);
    }
  }

  private List<TenantId> tenants() {
    var ids = new ArrayList<TenantId>();
    Pages.each(page -> tenants.find("", page), tenant -> ids.add(tenant.id()));
    return ids;
  }

  private static @Nullable Exception failure(Job job, JobScope scope) {
    try {
      job.run(scope);
      return null;
    } catch (Exception e) {
      return e;
    }
  }
}
