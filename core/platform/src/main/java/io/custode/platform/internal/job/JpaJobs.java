// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.job;

import io.custode.api.access.Access;
import io.custode.api.audit.Audit;
import io.custode.api.error.Conflict;
import io.custode.api.error.NotFound;
import io.custode.api.event.EventId;
import io.custode.api.event.Events;
import io.custode.api.job.JobInfo;
import io.custode.api.job.JobRun;
import io.custode.api.job.JobSwitched;
import io.custode.api.job.Jobs;
import io.custode.api.json.Json;
import io.custode.api.page.Cursor;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.persistence.TenantStore;
import io.custode.platform.internal.access.Visibility;
import io.custode.platform.internal.rule.Micros;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Jobs in the core schema; what people ask for here a runner does at its next look. */
@Component
public final class JpaJobs implements Jobs {
  private final TenantStore store;
  private final Visibility visibility;
  private final Access access;
  private final Events events;
  private final Audit audit;
  private final JobRunner runner;

  @Activate
  public JpaJobs(
      @Reference(target = "(custode.schema=core)") TenantStore store,
      @Reference Visibility visibility,
      @Reference Access access,
      @Reference Events events,
      @Reference Audit audit,
      @Reference JobRunner runner) {
    this.store = store;
    this.visibility = visibility;
    this.access = access;
    this.events = events;
    this.audit = audit;
    this.runner = runner;
  }

  private <T> T read(Function<EntityManager, T> work) {
    access.current();
    return visibility.asProvider(() -> store.read(work));
  }

  @Override
  public Optional<JobInfo> get(String name) {
    return read(
        em -> Optional.ofNullable(em.find(JobEntity.class, name)).map(row -> info(em, row)));
  }

  @Override
  public Page<JobInfo> find(PageRequest page) {
    var after = page.cursor() == null ? "" : Cursor.read(page.cursor(), 1).get(0);
    List<JobInfo> jobs =
        read(
            em ->
                em
                    .createQuery(
                        "select j from JobEntity j where j.name > :after order by j.name",
                        JobEntity.class)
                    .setParameter("after", after)
                    .setMaxResults(page.limit() + 1)
                    .getResultList()
                    .stream()
                    .map(row -> info(em, row))
                    .toList());
    return Page.cut(jobs, page, job -> Cursor.of(job.name()));
  }

  private JobInfo info(EntityManager em, JobEntity row) {
    var last = runs(em, row.name(), null, 1).stream().findFirst().map(JobRunEntity::toRun);
    return row.toInfo(runner.isHere(row.name()), last.orElse(null));
  }

  @Override
  public Page<JobRun> runs(String name, PageRequest page) {
    record Row(String id, JobRun run) {}
    List<Row> rows =
        read(
            em -> {
              load(em, name);
              return runs(em, name, page.cursor(), page.limit() + 1).stream()
                  .map(row -> new Row(row.id(), row.toRun()))
                  .toList();
            });
    return Page.cut(rows, page, r -> Cursor.of(Micros.text(r.run().startedAt()), r.id()))
        .map(Row::run);
  }

  private static List<JobRunEntity> runs(
      EntityManager em, String name, @Nullable String cursor, int limit) {
    var query =
        em.createQuery(
                "select r from JobRunEntity r where r.job = :job"
                    + (cursor == null
                        ? ""
                        : " and (r.startedAt < :at or (r.startedAt = :at and r.id < :id))")
                    + " order by r.startedAt desc, r.id desc",
                JobRunEntity.class)
            .setParameter("job", name);
    if (cursor != null) {
      var after = Cursor.read(cursor, 2);
      query.setParameter("at", Micros.instant(after.get(0))).setParameter("id", after.get(1));
    }
    return query.setMaxResults(limit).getResultList();
  }

  private static JobEntity load(EntityManager em, String name) {
    var row = em.find(JobEntity.class, name);
    if (row == null) {
      throw new NotFound("job", name.length() > 100 ? "of that name" : name);
    }
    return row;
  }

  @Override
  public JobInfo run(String name) {
    var by = access.current().name();
    var info =
        write(
            name,
            (em, row) -> {
              if (row.isLeased(runner.now())) {
                throw new Conflict(
                    "job-running",
                    "The job runs now; nothing was changed.",
                    "Wait until it has ended, see its history.");
              }
              row.ask(by.length() > 200 ? by.substring(0, 200) : by);
              audit.record("core.job.run", "job/" + name, Json.EMPTY);
            });
    runner.wake();
    return info;
  }

  @Override
  public JobInfo enable(String name, boolean enabled) {
    return write(
        name,
        (em, row) -> {
          if (row.isEnabled() != enabled) {
            row.enable(enabled);
            var now = runner.now();
            new CronTimes(row.cron(), ZoneId.of(row.zone())).next(now).ifPresent(row::next);
            events.publish(new JobSwitched(EventId.next(), name, enabled, now));
            audit.record(
                enabled ? "core.job.enable" : "core.job.disable", "job/" + name, Json.EMPTY);
          }
        });
  }

  private interface Change {
    void on(EntityManager em, JobEntity row);
  }

  private JobInfo write(String name, Change change) {
    access.require("core.job.control");
    return visibility.asProvider(
        () ->
            store.write(
                em -> {
                  var row = load(em, name);
                  change.on(em, row);
                  em.flush();
                  return info(em, row);
                }));
  }
}
