// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.job;

import io.custode.api.job.JobInfo;
import io.custode.api.job.JobRun;
import io.custode.persistence.InstantMicros;
import io.custode.persistence.ProviderWide;
import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.jspecify.annotations.Nullable;

/**
 * A job's schedule and its lease. Nodes take a run by changing this row; its version lets one of
 * them do it.
 */
@Entity
@ProviderWide
@Table(name = "job")
public class JobEntity {
  @Id
  @Column(length = 100)
  private String name = "";

  @Version private long revision;

  @Column(nullable = false)
  private String description = "";

  @Column(nullable = false)
  private String cron = "";

  @Column(nullable = false)
  private String zone = "";

  @Column(nullable = false)
  private boolean enabled;

  @Convert(converter = InstantMicros.class)
  @Column(name = "next_at", nullable = false)
  private Instant nextAt = Instant.EPOCH;

  @Column(name = "asked_by")
  private @Nullable String askedBy;

  /** The run that goes on; null: none. */
  @Column(name = "run_id")
  private @Nullable String run;

  /** Until when its node has it; null: none goes on. */
  @Convert(converter = InstantMicros.class)
  @Column(name = "lease_until")
  private @Nullable Instant leaseUntil;

  /** How often this run was begun. */
  @Column(nullable = false)
  private int attempt;

  protected JobEntity() {}

  JobEntity(DeclaredJob job, Instant nextAt) {
    this.name = job.name();
    this.enabled = true;
    describe(job, nextAt);
  }

  final void describe(DeclaredJob job, Instant next) {
    description = job.description();
    cron = job.cron();
    zone = job.zone();
    nextAt = next;
  }

  boolean isAs(DeclaredJob job) {
    return cron.equals(job.cron())
        && zone.equals(job.zone())
        && description.equals(job.description());
  }

  String name() {
    return name;
  }

  boolean isEnabled() {
    return enabled;
  }

  Instant nextAt() {
    return nextAt;
  }

  @Nullable String askedBy() {
    return askedBy;
  }

  @Nullable String run() {
    return run;
  }

  int attempt() {
    return attempt;
  }

  boolean isLeased(Instant now) {
    return leaseUntil != null && leaseUntil.isAfter(now);
  }

  void lease(String toRun, int asAttempt, Instant until) {
    run = toRun;
    attempt = asAttempt;
    leaseUntil = until;
  }

  void lease(Instant until) {
    leaseUntil = until;
  }

  void free() {
    run = null;
    attempt = 0;
    leaseUntil = null;
  }

  void next(Instant at) {
    nextAt = at;
  }

  void ask(@Nullable String by) {
    askedBy = by;
  }

  void enable(boolean on) {
    enabled = on;
  }

  String cron() {
    return cron;
  }

  String zone() {
    return zone;
  }

  JobInfo toInfo(boolean here, @Nullable JobRun last) {
    return new JobInfo(name, description, cron, zone, enabled, here, nextAt, askedBy, last);
  }
}
