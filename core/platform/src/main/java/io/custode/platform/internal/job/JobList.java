// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.job;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Columns;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.job.JobInfo;
import io.custode.api.job.Jobs;
import io.custode.api.page.Page;
import io.custode.platform.internal.command.Listing;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** List the jobs. */
@Component(service = Command.class)
@CommandName(value = "msp.job-list", description = "List the jobs")
@Columns({"name", "enabled", "nextAt", "description"})
@RequiresPermission("core.job.read")
@Risk(RiskClass.READ)
public final class JobList implements Command<JobList.Input, Page<JobInfo>> {
  /** Which page. */
  public record Input(
      @Doc(Listing.LIMIT) @Nullable Integer limit, @Doc(Listing.CURSOR) @Nullable String cursor) {}

  private final Jobs jobs;

  @Activate
  public JobList(@Reference Jobs jobs) {
    this.jobs = jobs;
  }

  @Override
  public Page<JobInfo> execute(Input in, CommandContext context) {
    return jobs.find(Listing.page(in.limit(), in.cursor()));
  }
}
