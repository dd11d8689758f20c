// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.job;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.job.JobInfo;
import io.custode.api.job.Jobs;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Run a job as soon as a node can. */
@Component(service = Command.class)
@CommandName(value = "msp.job-run", description = "Run a job as soon as a node can")
@RequiresPermission("core.job.control")
@Risk(RiskClass.CHANGE)
public final class JobStart implements Command<JobStart.Input, JobInfo> {
  /** Which. */
  public record Input(@Doc("The job's name") String job) {}

  private final Jobs jobs;

  @Activate
  public JobStart(@Reference Jobs jobs) {
    this.jobs = jobs;
  }

  @Override
  public JobInfo execute(Input in, CommandContext context) {
    return jobs.run(in.job());
  }
}
