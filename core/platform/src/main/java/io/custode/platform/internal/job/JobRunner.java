// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.job;

import io.custode.api.error.Conflict;
import io.custode.api.error.Problem;
import io.custode.api.event.Events;
import io.custode.api.job.RunState;
import io.custode.api.tenant.Tenants;
import io.custode.persistence.TenantStore;
import io.custode.persistence.core.TenantBinding;
import io.custode.platform.internal.access.Callers;
import io.custode.platform.internal.access.PlatformDoors;
import io.custode.platform.internal.access.PluginHeaders;
import io.custode.platform.internal.access.Visibility;
import io.custode.platform.internal.gate.BoundedCalls;
import io.custode.platform.internal.gate.WorkGate;
import io.custode.platform.internal.rule.NodeName;
import io.custode.spi.job.Job;
import io.custode.spi.job.JobScope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the jobs that are here when they are due and no other node has them. One thread looks once a
 * second and does all writing, each run has its own.
 */
@Component(
    service = JobRunner.class,
    immediate = true,
    configurationPid = "io.custode.platform.jobs")
@Designate(ocd = JobRunner.Config.class)
public final class JobRunner {
  private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
  private static final long LOOK_MILLIS = 1000;
  private static final Duration KEEP_EVERY = JobTable.LEASE.dividedBy(4);
  private static final long PATIENCE_MILLIS = 5000;

  /** How much at once. */
  @ObjectClassDefinition(name = "Jobs")
  public @interface Config {
    @AttributeDefinition(name = "Jobs that run at once on this node", min = "1", max = "64")
    int parallel() default 4;
  }

  private record Known(DeclaredJob declared, Job job) {}

  private final JobTable table;
  private final TenantRuns runs;
  private final WorkGate gate;
  private final BoundedCalls calls;
  private final Clock clock;
  private final int parallel;
  private final Map<String, Known> jobs = new ConcurrentHashMap<>();
  private final Set<DeclaredJob> declared = ConcurrentHashMap.newKeySet();
  private final Map<String, RunningJob> running = new ConcurrentHashMap<>();
  private final Semaphore wake = new Semaphore(0);
  private final Thread thread = new Thread(this::look, "custode-jobs");
  private volatile boolean stopped;
  private volatile boolean away;

  @Activate
  public JobRunner(
      Config config,
      @Reference(target = "(custode.schema=core)") TenantStore store,
      @Reference Visibility visibility,
      @Reference Events events,
      @Reference Tenants tenants,
      @Reference Callers callers,
      @Reference TenantBinding binding,
      @Reference WorkGate gate,
      @Reference BoundedCalls calls) {
    this(
        new JobTable(store, visibility, events, NodeName.unique()),
        new TenantRuns(new PlatformDoors(callers, visibility, binding), tenants),
        gate,
        calls,
        Clock.systemUTC(),
        Math.max(1, Math.min(64, config.parallel())));
    thread.setDaemon(true);
    thread.start();
  }

  /** Without a thread of its own: whoever has it calls {@link #tick()}. */
  JobRunner(
      JobTable table,
      TenantRuns runs,
      WorkGate gate,
      BoundedCalls calls,
      Clock clock,
      int parallel) {
    this.table = table;
    this.runs = runs;
    this.gate = gate;
    this.calls = calls;
    this.clock = clock;
    this.parallel = parallel;
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindJob(Job job, Map<String, Object> properties) {
    bind(job, properties, PluginHeaders.of(FrameworkUtil.getBundle(job.getClass())));
  }

  /** One that may not run is a fault of its plugin. */
  void bind(Job job, Map<String, Object> properties, PluginHeaders headers) {
    try {
      boolean allTenants =
          headers.plugin() == null || headers.capabilities().allows("tenants", "all");
      add(DeclaredJob.by(properties, headers.owner(), allTenants), job);
    } catch (IllegalArgumentException e) {
      LOG.warn("{} is no job and is ignored: {}", job.getClass().getName(), e.getMessage());
      gate.refuse(
          headers.owner(), job, "its job " + job.getClass().getName() + ": " + e.getMessage());
    }
  }

  void add(DeclaredJob job, Job work) {
    if (jobs.putIfAbsent(job.name(), new Known(job, work)) != null) {
      LOG.warn("Job {} is there already; {} is ignored", job.name(), work.getClass().getName());
    }
    wake.release();
  }

  /** Its bundle leaves: what runs must end first, or it would run on without its bundle. */
  void unbindJob(Job job) {
    gate.forget(job);
    for (var known : List.copyOf(jobs.values())) {
      if (known.job() == job && jobs.remove(known.declared().name(), known)) {
        declared.remove(known.declared());
        var run = running.get(known.declared().name());
        if (run != null) {
          run.drop();
          await(run);
        }
      }
    }
  }

  boolean isHere(String name) {
    return jobs.containsKey(name);
  }

  Instant now() {
    return clock.instant();
  }

  boolean isIdle() {
    return running.isEmpty();
  }

  void wake() {
    wake.release();
  }

  @Deactivate
  public void stop() throws InterruptedException {
    stopped = true;
    wake.release();
    thread.join(PATIENCE_MILLIS);
    running.values().forEach(RunningJob::drop);
    for (var run : running.values()) {
      await(run);
      // one that does not end keeps its lease until that runs out: nobody is to run beside it
      if (run.outcome() != null) {
        quietly(run.job().name(), () -> settle(run, clock.instant()));
      }
    }
  }

  private static void await(RunningJob run) {
    try {
      run.join(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    while (!stopped) {
      try {
        tick();
        wake.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        wake.drainPermits();
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** Settles what ended, keeps what runs, begins what is due. Never throws. */
  void tick() {
    if (jobs.isEmpty() && running.isEmpty()) {
      return;
    }
    var now = clock.instant();
    running.values().forEach(run -> quietly(run.job().name(), () -> settle(run, now)));
    for (var known : jobs.values()) {
      if (!declared.contains(known.declared())) {
        quietly(
            known.declared().name(),
            () -> {
              table.declare(known.declared(), now);
              declared.add(known.declared());
            });
      }
    }
    pending(now).forEach(name -> begin(name, now));
  }

  /** That the database is away is said once, not every second. */
  private List<String> pending(Instant now) {
    try {
      var names = table.pending(now);
      away = false;
      return names;
    } catch (RuntimeException e) {
      if (!away) {
        LOG.info("Jobs wait: {}", e.getMessage());
      }
      away = true;
      return List.of();
    }
  }

  private void begin(String name, Instant now) {
    var known = jobs.get(name);
    if (known == null
        || stopped
        || running.containsKey(name)
        || running.size() >= parallel
        || !declared.contains(known.declared())
        || !gate.tryEnter(known.declared().owner())) {
      return;
    }
    quietly(
        name,
        () -> table.claim(known.declared(), now).ifPresent(claim -> start(name, known, claim)));
    if (!running.containsKey(name)) {
      gate.leave(known.declared().owner());
    }
  }

  private void start(String name, Known known, JobTable.Claim claim) {
    var run =
        new RunningJob(
            claim, known.declared(), scope -> run(known, scope), () -> ended(known.declared()));
    running.put(name, run);
    run.start();
    // its bundle may have left in between, and did not see it
    if (jobs.get(name) != known) {
      run.drop();
    }
  }

  private void run(Known known, JobScope scope) throws Exception {
    var owner = known.declared().owner();
    calls.counted(owner, () -> gate.inside(owner, () -> ran(known, scope)));
  }

  private boolean ran(Known known, JobScope scope) throws Exception {
    runs.run(known.declared(), known.job(), scope);
    return true;
  }

  private void ended(DeclaredJob job) {
    gate.leave(job.owner());
    wake();
  }

  private void settle(RunningJob run, Instant now) {
    var outcome = run.outcome();
    if (outcome == null) {
      keep(run, now);
      return;
    }
    var failure = outcome.failure();
    boolean ours;
    if (failure != null && run.isDropped()) {
      ours = table.drop(run.claim(), now);
    } else {
      ours =
          table.end(run.claim(), failure == null ? RunState.DONE : RunState.FAILED, failure, now);
    }
    if (!ours) {
      LOG.warn("Job {} ended after another node had taken it", run.job().name());
    }
    running.remove(run.job().name(), run);
  }

  private void keep(RunningJob run, Instant now) {
    if (run.isDeaf(now) && !run.job().owner().equals("core")) {
      LOG.warn("Job {} heard no interruption; its thread is stopped", run.job().name());
      run.stop();
    }
    if (run.isOverTime(now)) {
      var reason = "It was interrupted after " + run.job().timeout().toSeconds() + " s.";
      table.late(run.claim(), reason, now);
      run.cancel();
    }
    if (run.keptAt().plus(KEEP_EVERY).isAfter(now)) {
      return;
    }
    if (table.keep(run.claim(), now)) {
      run.kept(now);
    } else if (!run.isCancelled()) {
      LOG.warn("Job {} was taken by another node and is interrupted here", run.job().name());
      run.cancel();
    }
  }

  private void quietly(String job, Runnable work) {
    try {
      work.run();
    } catch (Conflict e) {
      LOG.debug("Job {}: another node was faster", job);
    } catch (Problem e) {
      if (!away) {
        LOG.info("Job {} waits: {}", job, e.getMessage());
      }
    } catch (RuntimeException e) {
      LOG.warn("Job {}: looking after it failed and is repeated", job, e);
    }
  }
}
