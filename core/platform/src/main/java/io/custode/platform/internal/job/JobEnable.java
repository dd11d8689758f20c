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

/** Switch a job's schedule on. */
@Component(service = Command.class)
@CommandName(value = "msp.job-enable", description = "Switch a job's schedule on")
@RequiresPermission("core.job.control")
@Risk(RiskClass.CHANGE)
public final class JobEnable implements Command<JobEnable.Input, JobInfo> {
  /** Which. */
  public record Input(@Doc("The job's name") String job) {}

  private final Jobs jobs;

  @Activate
  public JobEnable(@Reference Jobs jobs) {
    this.jobs = jobs;
  }

  @Override
  public JobInfo execute(Input in, CommandContext context) {
    return jobs.enable(in.job(), true);
  }
}
