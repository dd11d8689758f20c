// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Doc;
import io.custode.api.error.NotFound;
import io.custode.api.job.JobInfo;
import io.custode.api.job.JobRun;
import io.custode.api.job.Jobs;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import javax.ws.rs.GET;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.core.Context;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** The jobs of the installation. */
@Component(service = JobsResource.class)
@JaxrsResource
@Path("jobs")
public final class JobsResource {
  private final Jobs jobs;

  @Activate
  public JobsResource(@Reference Jobs jobs) {
    this.jobs = jobs;
  }

  /** On or off. */
  public record Switch(@Doc("Whether its schedule is on") boolean enabled) {}

  @GET
  @Doc("Jobs, by name")
  @RequiresPermission("core.job.read")
  public Page<JobInfo> find(@Context PageRequest page) {
    return jobs.find(page);
  }

  @GET
  @Path("{name}")
  @Doc("A job")
  @RequiresPermission("core.job.read")
  public JobInfo get(@PathParam("name") String name) {
    return jobs.get(name).orElseThrow(() -> new NotFound("job", name));
  }

  @PATCH
  @Path("{name}")
  @Doc("Switch a job's schedule on or off")
  @RequiresPermission("core.job.control")
  public JobInfo enable(@PathParam("name") String name, Switch body) {
    return jobs.enable(name, body.enabled());
  }

  @GET
  @Path("{name}/runs")
  @Doc("Runs of a job, newest first")
  @RequiresPermission("core.job.read")
  public Page<JobRun> runs(@PathParam("name") String name, @Context PageRequest page) {
    return jobs.runs(name, page);
  }

  @POST
  @Path("{name}/runs")
  @Doc("Run a job as soon as a node can")
  @RequiresPermission("core.job.control")
  public JobInfo run(@PathParam("name") String name) {
    return jobs.run(name);
  }
}
