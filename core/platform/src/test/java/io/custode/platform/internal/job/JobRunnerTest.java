// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.error.Conflict;
import io.custode.api.error.Forbidden;
import io.custode.api.error.NotFound;
import io.custode.api.job.JobFailed;
import io.custode.api.job.JobRun;
import io.custode.api.job.RunState;
import io.custode.api.json.Json;
import io.custode.api.page.PageRequest;
import io.custode.api.plugin.PluginId;
import io.custode.api.tenant.TenantId;
import io.custode.core.capability.Capabilities;
import io.custode.persistence.testing.TestDatabases;
import io.custode.platform.internal.Platform;
import io.custode.platform.internal.access.PluginHeaders;
import io.custode.spi.job.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JobRunnerTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration LEASE_AND_MORE = JobTable.LEASE.plusSeconds(1);

  /** It begins when the plugin has changed; one that runs is under way until it ends. */
  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aJobOfAPluginThatChangesWaits(TestDatabases kind) throws Exception {
    var nodes = new Nodes(kind);
    var acme = PluginId.of("acmejobs");
    var stuck = new Stuck();
    var job = nodes.job("acmejobs", Map.of("name", nodes.name.replace("core.", "acmejobs.")));
    nodes.a.add(job, stuck);
    nodes.a.tick();
    nodes.gate.hold(acme);
    nodes.pass(MINUTE);
    nodes.a.tick();
    assertThat(nodes.a.isIdle()).isTrue();
    assertThat(nodes.gate.drain(acme, Duration.ZERO)).isTrue();

    nodes.gate.open(acme);
    nodes.a.tick();
    stuck.begun.await();
    nodes.gate.hold(acme);
    assertThat(nodes.gate.drain(acme, Duration.ofMillis(20))).isFalse();

    nodes.a.unbindJob(stuck);
    assertThat(nodes.gate.drain(acme, Duration.ofSeconds(20))).isTrue();
    nodes.a.tick();
  }

  /** Until its bundle leaves, or brings another one. */
  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aJobThatAPluginMayNotHaveIsItsFault(TestDatabases kind) {
    var nodes = new Nodes(kind);
    var acme = PluginId.of("acmejobs");
    var name = nodes.name.replace("core.", "acmejobs.");
    var properties =
        Map.<String, Object>of(
            "custode.job.name", name,
            "custode.job.description", "A test",
            "custode.job.cron", "0 * * * * ?",
            "custode.job.zone", "UTC",
            "custode.job.missed", "ONCE",
            "custode.job.timeoutSeconds", 600L);
    Job job = scope -> {};

    nodes.a.bind(
        job, properties, new PluginHeaders("acmejobs", Capabilities.of("secret:acme.key")));
    assertThat(nodes.gate.refusal(acme).orElseThrow()).contains("must be perTenant", "tenants:all");
    assertThat(nodes.gate.refusal(PluginId.of("acmeother"))).isEmpty();
    assertThat(nodes.a.isHere(name)).isFalse();

    nodes.a.unbindJob(job);
    assertThat(nodes.gate.refusal(acme)).isEmpty();
    nodes.a.bind(job, properties, new PluginHeaders("acmejobs", Capabilities.of("tenants:all")));
    assertThat(nodes.gate.refusal(acme)).isEmpty();
    assertThat(nodes.a.isHere(name)).isTrue();
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void withTwoNodesEachRunHappensOnce(TestDatabases kind) throws Exception {
    var nodes = new Nodes(kind);
    var runs = new ConcurrentHashMap<Instant, AtomicInteger>();
    nodes.onBoth(
        Map.of(),
        scope -> runs.computeIfAbsent(scope.dueAt(), d -> new AtomicInteger()).incrementAndGet());
    var both = Executors.newFixedThreadPool(2);
    try {
      for (int i = 0; i < 30; i++) {
        nodes.pass(MINUTE);
        var together = new CyclicBarrier(2);
        var first = both.submit(() -> tick(together, nodes.a));
        var second = both.submit(() -> tick(together, nodes.b));
        first.get();
        second.get();
        Nodes.settle(nodes.a);
        Nodes.settle(nodes.b);
      }
    } finally {
      both.shutdownNow();
    }
    assertThat(runs).hasSize(30);
    assertThat(runs.values()).allMatch(count -> count.get() == 1);
    assertThat(nodes.history()).hasSize(30).allMatch(run -> run.state() == RunState.DONE);
  }

  private static boolean tick(CyclicBarrier together, JobRunner node) throws Exception {
    together.await();
    node.tick();
    return true;
  }

  /** Waits for the test, unless it is interrupted. */
  private static final class Stuck implements Job {
    final CountDownLatch begun = new CountDownLatch(1);
    final CountDownLatch release = new CountDownLatch(1);

    @Override
    public void run(io.custode.spi.job.JobScope scope) throws Exception {
      begun.countDown();
      release.await();
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatANodeLeftInTheMiddleIsRunAgainIfItMayBe(TestDatabases kind) throws Exception {
    var nodes = new Nodes(kind);
    var stuck = new Stuck();
    var repeats = new CopyOnWriteArrayList<Boolean>();
    var settings = Map.<String, Object>of("idempotent", true);
    nodes.a.add(nodes.job(settings), stuck);
    nodes.a.tick();
    nodes.b.add(nodes.job(settings), scope -> repeats.add(scope.isRepeat()));
    nodes.b.tick();
    nodes.pass(MINUTE);
    nodes.a.tick();
    stuck.begun.await();
    nodes.b.tick();
    assertThat(repeats).as("while the lease lasts").isEmpty();
    // a says nothing any more
    nodes.pass(LEASE_AND_MORE);
    nodes.b.tick();
    Nodes.settle(nodes.b);
    assertThat(repeats.get(0)).isTrue();
    var history = nodes.history();
    var lost = history.get(history.size() - 1);
    assertThat(lost.state()).isEqualTo(RunState.LOST);
    assertThat(lost.node()).isEqualTo("a");
    var again = history.get(history.size() - 2);
    assertThat(again.state()).isEqualTo(RunState.DONE);
    assertThat(again.dueAt()).isEqualTo(lost.dueAt());
    // a comes back: its thread is interrupted, and what it says changes nothing
    Nodes.settle(nodes.a);
    assertThat(nodes.history()).extracting(JobRun::state).doesNotContain(RunState.FAILED);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatMayNotBeRepeatedWaitsForItsNextTimeAndIsTold(TestDatabases kind) throws Exception {
    var nodes = new Nodes(kind);
    var stuck = new Stuck();
    var runs = new CopyOnWriteArrayList<Instant>();
    var settings = Map.<String, Object>of("cron", "0 0 * * * ?");
    nodes.a.add(nodes.job(settings), stuck);
    nodes.b.add(nodes.job(settings), scope -> runs.add(scope.dueAt()));
    nodes.a.tick();
    nodes.pass(Duration.ofHours(1));
    nodes.a.tick();
    stuck.begun.await();
    nodes.pass(LEASE_AND_MORE);
    nodes.b.tick();
    Nodes.settle(nodes.b);
    assertThat(runs).isEmpty();
    assertThat(nodes.history()).extracting(JobRun::state).containsExactly(RunState.LOST);
    var event = failures(nodes).get(0);
    assertThat(event.state()).isEqualTo(RunState.LOST);
    assertThat(event.repeated()).isFalse();
    nodes.pass(Duration.ofHours(1));
    nodes.b.tick();
    Nodes.settle(nodes.b);
    assertThat(runs).hasSize(1);
    stuck.release.countDown();
    Nodes.settle(nodes.a);
  }

  private static java.util.List<JobFailed> failures(Nodes nodes) {
    return nodes.platform.database.outbox().due(1000).stream()
        .filter(e -> e.type().equals(JobFailed.class.getName()))
        .map(e -> nodes.platform.json.<JobFailed>read(new Json(e.payload()), JobFailed.class))
        .filter(e -> e.job().equals(nodes.name))
        .toList();
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aRunThatKillsEveryNodeIsGivenUp(TestDatabases kind) throws Exception {
    var nodes = new Nodes(kind);
    var settings = Map.<String, Object>of("idempotent", true, "cron", "0 0 0 1 1 ?");
    var all = new CopyOnWriteArrayList<Stuck>();
    for (int i = 0; i < 4; i++) {
      var node = nodes.node("n" + i);
      var stuck = new Stuck();
      all.add(stuck);
      node.add(nodes.job(settings), stuck);
      node.tick();
      if (i == 0) {
        nodes.a.add(nodes.job(settings), scope -> {});
        nodes.platform.as(nodes.platform.boss, () -> nodes.jobs.run(nodes.name));
      }
      node.tick();
      nodes.pass(LEASE_AND_MORE);
    }
    assertThat(nodes.history())
        .extracting(JobRun::state)
        .containsExactly(RunState.LOST, RunState.LOST, RunState.LOST);
    assertThat(nodes.history()).allMatch(run -> "boss".equals(run.askedBy()));
    all.forEach(stuck -> stuck.release.countDown());
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void missedRunsAreMadeUpForOnceOrLeftOut(TestDatabases kind) {
    var once = new Nodes(kind);
    var dues = new CopyOnWriteArrayList<Instant>();
    once.onBoth(Map.of("cron", "0 0 * * * ?"), scope -> dues.add(scope.dueAt()));
    once.pass(Duration.ofHours(5));
    once.a.tick();
    Nodes.settle(once.a);
    assertThat(dues).containsExactly(Instant.parse("2026-03-28T13:00:00Z"));
    once.pass(Duration.ofHours(1));
    once.b.tick();
    Nodes.settle(once.b);
    assertThat(dues).hasSize(2).last().isEqualTo(Instant.parse("2026-03-28T18:00:00Z"));

    var skip = new Nodes(kind);
    var late = new CopyOnWriteArrayList<Instant>();
    skip.onBoth(Map.of("cron", "0 0 * * * ?", "missed", "SKIP"), scope -> late.add(scope.dueAt()));
    skip.pass(Duration.ofHours(5).plus(MINUTE));
    skip.a.tick();
    Nodes.settle(skip.a);
    assertThat(late).isEmpty();
    assertThat(skip.history()).extracting(JobRun::state).containsExactly(RunState.SKIPPED);
    skip.pass(Duration.ofHours(1).minus(MINUTE));
    skip.a.tick();
    Nodes.settle(skip.a);
    assertThat(late).containsExactly(Instant.parse("2026-03-28T18:00:00Z"));
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void anHourThatIsSkippedDoesNotTakeTheRunWithIt(TestDatabases kind) {
    var nodes = new Nodes(kind);
    var dues = new CopyOnWriteArrayList<Instant>();
    nodes.onBoth(
        Map.of("cron", "0 30 2 * * ?", "zone", "Europe/Rome"), scope -> dues.add(scope.dueAt()));
    for (int hour = 0; hour < 48; hour++) {
      nodes.pass(Duration.ofHours(1));
      nodes.a.tick();
      Nodes.settle(nodes.a);
    }
    assertThat(dues)
        .containsExactly(
            Instant.parse("2026-03-29T01:00:00Z"), Instant.parse("2026-03-30T00:30:00Z"));
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatTakesTooLongIsInterruptedAndTold(TestDatabases kind) throws Exception {
    var nodes = new Nodes(kind);
    var stuck = new Stuck();
    nodes.onBoth(Map.of("timeoutSeconds", 100L, "cron", "0 0 * * * ?"), stuck);
    nodes.pass(Duration.ofHours(1));
    nodes.a.tick();
    stuck.begun.await();
    nodes.pass(Duration.ofSeconds(50));
    nodes.a.tick();
    assertThat(nodes.a.isIdle()).isFalse();
    nodes.pass(Duration.ofSeconds(51));
    Nodes.settle(nodes.a);
    assertThat(nodes.history()).extracting(JobRun::state).containsExactly(RunState.TIMED_OUT);
    assertThat(failures(nodes)).extracting(JobFailed::state).containsExactly(RunState.TIMED_OUT);
  }

  /** Neither the end of its time nor an interruption ends it; its thread is stopped. */
  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aDeafJobOfAPluginIsStopped(TestDatabases kind) throws Exception {
    var nodes = new Nodes(kind);
    var begun = new CountDownLatch(1);
    var settings =
        Map.<String, Object>of(
            "name",
            nodes.name.replace("core.", "acmejobs."),
            "timeoutSeconds",
            60L,
            "cron",
            "0 0 * * * ?");
    nodes.a.add(
        nodes.job("acmejobs", settings),
        scope -> {
          begun.countDown();
          while (true) {
            Thread.interrupted();
          }
        });
    nodes.a.tick();
    nodes.pass(Duration.ofHours(1));
    nodes.a.tick();
    begun.await();
    nodes.pass(Duration.ofSeconds(61));
    nodes.a.tick();
    nodes.pass(Duration.ofSeconds(1));
    nodes.a.tick();
    assertThat(nodes.a.isIdle()).isFalse();
    nodes.pass(RunningJob.PATIENCE.plusSeconds(1));
    Nodes.settle(nodes.a);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aFailureIsKeptWithItsReasonAndTheNextRunComes(TestDatabases kind) {
    var nodes = new Nodes(kind);
    var count = new AtomicInteger();
    nodes.onBoth(
        Map.of(),
        scope -> {
          if (count.incrementAndGet() == 1) {
            throw new IllegalStateException("the disk is full " + "x".repeat(600));
          }
        });
    nodes.pass(MINUTE);
    nodes.a.tick();
    Nodes.settle(nodes.a);
    nodes.pass(MINUTE);
    nodes.a.tick();
    Nodes.settle(nodes.a);
    assertThat(nodes.history())
        .extracting(JobRun::state)
        .containsExactly(RunState.DONE, RunState.FAILED);
    assertThat(nodes.history().get(1).reason()).startsWith("the disk is full").hasSize(500);
    assertThat(failures(nodes)).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatLeavesWithItsPluginIsTakenUpElsewhere(TestDatabases kind) throws Exception {
    var nodes = new Nodes(kind);
    var stuck = new Stuck();
    var runs = new CopyOnWriteArrayList<Boolean>();
    var settings = Map.<String, Object>of("idempotent", true, "cron", "0 0 * * * ?");
    nodes.a.add(nodes.job(settings), stuck);
    nodes.b.add(nodes.job(settings), scope -> runs.add(scope.isRepeat()));
    nodes.a.tick();
    nodes.pass(Duration.ofHours(1));
    nodes.a.tick();
    stuck.begun.await();
    nodes.a.unbindJob(stuck);
    Nodes.settle(nodes.a);
    nodes.b.tick();
    Nodes.settle(nodes.b);
    nodes.b.tick();
    Nodes.settle(nodes.b);
    assertThat(runs).containsExactly(true);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void peopleSwitchItRunItAndSeeIt(TestDatabases kind) throws Exception {
    var nodes = new Nodes(kind);
    var platform = nodes.platform;
    var runs = new AtomicInteger();
    nodes.onBoth(Map.of(), scope -> runs.incrementAndGet());
    var tina = Platform.technician("tina", "core.job.read");
    assertThatThrownBy(() -> platform.as(tina, () -> nodes.jobs.run(nodes.name)))
        .isInstanceOf(Forbidden.class);
    assertThatThrownBy(() -> platform.as(tina, () -> nodes.jobs.enable(nodes.name, false)))
        .isInstanceOf(Forbidden.class);
    assertThatThrownBy(() -> platform.as(platform.boss, () -> nodes.jobs.run("core.no-such")))
        .isInstanceOf(NotFound.class);
    var off = platform.as(platform.boss, () -> nodes.jobs.enable(nodes.name, false));
    assertThat(off.enabled()).isFalse();
    nodes.pass(MINUTE.multipliedBy(5));
    nodes.a.tick();
    Nodes.settle(nodes.a);
    assertThat(runs).hasValue(0);
    var asked = platform.as(platform.boss, () -> nodes.jobs.run(nodes.name));
    assertThat(asked.askedBy()).isEqualTo("boss");
    nodes.b.tick();
    Nodes.settle(nodes.b);
    assertThat(runs).hasValue(1);
    assertThat(nodes.history().get(0).askedBy()).isEqualTo("boss");
    platform.as(platform.boss, () -> nodes.jobs.enable(nodes.name, true));
    nodes.a.tick();
    Nodes.settle(nodes.a);
    assertThat(runs).as("what passed while it was off is not made up for").hasValue(1);
    nodes.pass(MINUTE);
    nodes.a.tick();
    Nodes.settle(nodes.a);
    assertThat(runs).hasValue(2);
    var seen =
        platform.as(tina, () -> nodes.jobs.find(new PageRequest(500, null))).items().stream()
            .filter(job -> job.name().equals(nodes.name))
            .findFirst()
            .orElseThrow();
    assertThat(seen.here()).isTrue();
    assertThat(seen.lastRun().state()).isEqualTo(RunState.DONE);
    platform.deliverAudit();
    var told =
        platform.as(
            platform.boss,
            () ->
                platform.audit.find(
                    new io.custode.api.audit.AuditQuery(null, null, "job/" + nodes.name),
                    PageRequest.first()));
    assertThat(told.items())
        .extracting(entry -> entry.verb())
        .containsExactly("core.job.enable", "core.job.run", "core.job.disable");
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatRunsIsNotRunBesideItself(TestDatabases kind) throws Exception {
    var nodes = new Nodes(kind);
    var stuck = new Stuck();
    nodes.onBoth(Map.of(), stuck);
    nodes.pass(MINUTE);
    nodes.a.tick();
    stuck.begun.await();
    assertThatThrownBy(
            () -> nodes.platform.as(nodes.platform.boss, () -> nodes.jobs.run(nodes.name)))
        .isInstanceOfSatisfying(Conflict.class, e -> assertThat(e.name()).isEqualTo("job-running"));
    for (int i = 0; i < 10; i++) {
      nodes.pass(Duration.ofSeconds(30));
      nodes.a.tick();
      nodes.b.tick();
    }
    assertThat(nodes.history()).hasSize(1).allMatch(run -> run.state() == RunState.RUNNING);
    stuck.release.countDown();
    Nodes.settle(nodes.a);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void eachTenantHasItsOwnRunAndReachesNoOther(TestDatabases kind) {
    var nodes = new Nodes(kind);
    var platform = nodes.platform;
    var acme = platform.tenant("Acme");
    var other = platform.tenant("Other");
    Set<TenantId> bound = ConcurrentHashMap.newKeySet();
    var leaks = new CopyOnWriteArrayList<String>();
    nodes.onBoth(
        Map.of("perTenant", true, "cron", "0 0 * * * ?"),
        scope -> {
          var tenant = platform.binder.current().orElseThrow();
          bound.add(tenant);
          if (platform.database.binding().current().provider()) {
            leaks.add("reached the provider's tables");
          }
          if (tenant.equals(acme)) {
            try {
              platform.binder.in(other, () -> leaks.add("bound another"));
            } catch (NotFound e) {
              throw new IllegalStateException("refused, as it should be", e);
            }
          }
        });
    nodes.pass(Duration.ofHours(1));
    nodes.a.tick();
    Nodes.settle(nodes.a);
    assertThat(bound).contains(acme, other);
    assertThat(leaks).isEmpty();
    assertThat(nodes.history().get(0).state()).isEqualTo(RunState.FAILED);
    assertThat(nodes.history().get(0).reason())
        .matches("It failed for 1 of \\d+ tenants, first: refused, as it should be");
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void theHistoryIsBoundedAndPaged(TestDatabases kind) {
    var nodes = new Nodes(kind);
    nodes.onBoth(Map.of(), scope -> {});
    for (int i = 0; i < JobTable.HISTORY + 5; i++) {
      nodes.pass(MINUTE);
      nodes.a.tick();
      Nodes.settle(nodes.a);
    }
    assertThat(nodes.history()).hasSizeBetween(JobTable.HISTORY, JobTable.HISTORY + 1);
    var first =
        nodes.platform.as(
            nodes.platform.boss, () -> nodes.jobs.runs(nodes.name, PageRequest.first(60)));
    var second =
        nodes.platform.as(
            nodes.platform.boss,
            () -> nodes.jobs.runs(nodes.name, new PageRequest(60, first.next())));
    assertThat(first.items().get(59).startedAt()).isAfter(second.items().get(0).startedAt());
    assertThat(first.items().size() + second.items().size()).isEqualTo(nodes.history().size());
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aNodeThatStopsGivesItsRunsBack(TestDatabases kind) throws Exception {
    var nodes = new Nodes(kind);
    var stuck = new Stuck();
    var settings = Map.<String, Object>of("idempotent", true, "cron", "0 0 * * * ?");
    nodes.a.add(nodes.job(settings), stuck);
    var runs = new AtomicInteger();
    nodes.b.add(nodes.job(settings), scope -> runs.incrementAndGet());
    nodes.a.tick();
    nodes.pass(Duration.ofHours(1));
    nodes.a.tick();
    stuck.begun.await();
    nodes.a.stop();
    nodes.b.tick();
    Awaitility.await()
        .until(
            () -> {
              nodes.b.tick();
              return runs.get() == 1;
            });
  }
}
