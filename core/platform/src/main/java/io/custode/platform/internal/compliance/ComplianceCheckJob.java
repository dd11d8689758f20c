// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.compliance;

import io.custode.api.asset.AssetQuery;
import io.custode.api.asset.Assets;
import io.custode.api.page.PageRequest;
import io.custode.spi.job.Job;
import io.custode.spi.job.JobSchedule;
import io.custode.spi.job.JobScope;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Asks the sources about every asset of each tenant. */
@Component
@JobSchedule(
    name = "core.compliance-check",
    description = "Ask whether assets are as they should be",
    cron = "0 17 * * * ?",
    perTenant = true,
    idempotent = true)
public final class ComplianceCheckJob implements Job {
  private final JpaCompliance compliance;
  private final Assets assets;
  private final Sources sources;

  @Activate
  public ComplianceCheckJob(
      @Reference JpaCompliance compliance, @Reference Assets assets, @Reference Sources sources) {
    this.compliance = compliance;
    this.assets = assets;
    this.sources = sources;
  }

  @Override
  public void run(JobScope scope) throws InterruptedException {
    if (sources.items().isEmpty()) {
      return;
    }
    @Nullable String cursor = null;
    do {
      var page = assets.find(AssetQuery.ANY, new PageRequest(PageRequest.MAX, cursor));
      for (var asset : page.items()) {
        if (scope.isCancelled()) {
          throw new InterruptedException();
        }
        compliance.check(asset, Instant.now());
      }
      cursor = page.next();
    } while (cursor != null);
  }
}
