// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.job;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.error.NotFound;
import io.custode.api.job.JobInfo;
import io.custode.api.job.JobRun;
import io.custode.api.job.Jobs;
import io.custode.api.page.PageRequest;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Show a job and its last runs. */
@Component(service = Command.class)
@CommandName(value = "msp.job-show", description = "Show a job and its last runs")
@RequiresPermission("core.job.read")
@Risk(RiskClass.READ)
public final class JobShow implements Command<JobShow.Input, JobShow.Sheet> {
  private static final int RUNS = 20;

  /** Which. */
  public record Input(@Doc("The job's name") String job) {}

  /** The job with its last runs, newest first. */
  public record Sheet(JobInfo job, List<JobRun> runs) {}

  private final Jobs jobs;

  @Activate
  public JobShow(@Reference Jobs jobs) {
    this.jobs = jobs;
  }

  @Override
  public Sheet execute(Input in, CommandContext context) {
    var job = jobs.get(in.job()).orElseThrow(() -> new NotFound("job", in.job()));
    return new Sheet(job, jobs.runs(job.name(), PageRequest.first(RUNS)).items());
  }
}
