// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.job;

import io.custode.api.id.Uuid7;
import io.custode.api.job.JobRun;
import io.custode.api.page.PageRequest;
import io.custode.persistence.testing.TestDatabases;
import io.custode.platform.internal.Platform;
import io.custode.platform.internal.gate.WorkGate;
import io.custode.spi.job.Job;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** Two nodes on one database, whose clock stands still until it is put. */
final class Nodes {
  private static final class Hand extends Clock {
    private volatile Instant now = Instant.parse("2026-03-28T12:00:30Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }

  final Platform platform;
  final JobRunner a;
  final JobRunner b;
  final JpaJobs jobs;
  final WorkGate gate = new WorkGate();

  /** A job's name that no other test has. */
  final String name = "core.test-" + Uuid7.next().substring(24);

  private final Hand hand = new Hand();

  Nodes(TestDatabases kind) {
    platform = new Platform(kind);
    a = node("a");
    b = node("b");
    jobs =
        new JpaJobs(
            platform.store,
            platform.visibility,
            platform.callers,
            platform.events,
            platform.audit,
            a);
  }

  JobRunner node(String called) {
    return new JobRunner(
        new JobTable(platform.store, platform.visibility, platform.events, called),
        new TenantRuns(platform.doors, platform.tenants),
        gate,
        platform.calls(gate),
        hand,
        4);
  }

  /** A job of every minute, otherwise as the settings say. */
  DeclaredJob job(Map<String, Object> settings) {
    return job("core", settings);
  }

  DeclaredJob job(String owner, Map<String, Object> settings) {
    var properties =
        new HashMap<String, Object>(
            Map.of(
                "custode.job.name", name,
                "custode.job.description", "A test",
                "custode.job.cron", "0 * * * * ?",
                "custode.job.zone", "UTC",
                "custode.job.missed", "ONCE",
                "custode.job.timeoutSeconds", 600L));
    settings.forEach((key, value) -> properties.put("custode.job." + key, value));
    return DeclaredJob.by(properties, owner, true);
  }

  void onBoth(Map<String, Object> settings, Job work) {
    a.add(job(settings), work);
    b.add(job(settings), work);
    a.tick();
    b.tick();
  }

  Instant now() {
    return hand.now;
  }

  void pass(Duration time) {
    hand.now = hand.now.plus(time);
  }

  /** Until nothing runs on the node. */
  static void settle(JobRunner node) {
    Awaitility.await()
        .dontCatchUncaughtExceptions()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(5))
        .until(
            () -> {
              node.tick();
              return node.isIdle();
            });
  }

  /** Newest first. */
  List<JobRun> history() {
    return platform.as(platform.boss, () -> jobs.runs(name, PageRequest.first(500))).items();
  }
}
