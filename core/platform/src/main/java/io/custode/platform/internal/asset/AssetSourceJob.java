// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.asset;

import io.custode.api.tenant.TenantContext;
import io.custode.core.call.PluginCalls;
import io.custode.spi.asset.AssetSource;
import io.custode.spi.job.Job;
import io.custode.spi.job.JobSchedule;
import io.custode.spi.job.JobScope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks each source which assets a tenant has; one that fails keeps no other from being heard. */
@Component
@JobSchedule(
    name = "core.asset-sources",
    description = "Ask the sources of assets without an agent",
    cron = "0 41 * * * ?",
    perTenant = true,
    idempotent = true)
public final class AssetSourceJob implements Job {
  private static final Logger LOG = LoggerFactory.getLogger(AssetSourceJob.class);

  /** A cloud is read page by page. */
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final SourceRun run;
  private final TenantContext tenants;
  private final PluginCalls calls;
  private final List<AssetSource> sources = new CopyOnWriteArrayList<>();

  @Activate
  public AssetSourceJob(
      @Reference SourceRun run, @Reference TenantContext tenants, @Reference PluginCalls calls) {
    this.run = run;
    this.tenants = tenants;
    this.calls = calls;
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindSource(AssetSource source) {
    sources.add(calls.guarded(AssetSource.class, source, LONGEST));
  }

  void unbindSource(AssetSource source) {
    sources.remove(calls.guarded(AssetSource.class, source, LONGEST));
  }

  /**
   * @throws IllegalStateException naming the sources that failed
   */
  @Override
  public void run(JobScope scope) throws InterruptedException {
    var tenant = tenants.current().orElseThrow();
    var failed = new ArrayList<String>();
    for (var source : sources) {
      if (scope.isCancelled()) {
        throw new InterruptedException();
      }
      try {
        run.take(tenant, source);
      } catch (InterruptedException e) {
        throw e;
      } catch (Exception e) {
        LOG.warn("Source {} failed for tenant {}", source, tenant, e);
        failed.add(source + ": " + e.getMessage());
      }
    }
    if (!failed.isEmpty()) {
      throw new IllegalStateException(String.join("; ", failed));
    }
  }
}
