// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.job;

import io.custode.api.id.Uuid7;
import io.custode.api.job.JobRun;
import io.custode.api.job.RunState;
import io.custode.persistence.InstantMicros;
import io.custode.persistence.ProviderWide;
import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.jspecify.annotations.Nullable;

/** One run of a job. */
@Entity
@ProviderWide
@Table(name = "job_run")
public class JobRunEntity {
  private static final int LONGEST_REASON = 500;

  @Id
  @Column(length = 36)
  private String id = "";

  @Version private long revision;

  @Column(nullable = false)
  private String job = "";

  @Convert(converter = InstantMicros.class)
  @Column(name = "due_at", nullable = false)
  private Instant dueAt = Instant.EPOCH;

  @Convert(converter = InstantMicros.class)
  @Column(name = "started_at", nullable = false)
  private Instant startedAt = Instant.EPOCH;

  @Convert(converter = InstantMicros.class)
  @Column(name = "ended_at")
  private @Nullable Instant endedAt;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private RunState state = RunState.RUNNING;

  @Column(nullable = false)
  private String node = "";

  @Column(name = "asked_by")
  private @Nullable String askedBy;

  @Column private @Nullable String reason;

  protected JobRunEntity() {}

  JobRunEntity(String job, Instant dueAt, Instant now, String node, @Nullable String askedBy) {
    this.id = Uuid7.next();
    this.job = job;
    this.dueAt = dueAt;
    this.startedAt = now;
    this.node = node;
    this.askedBy = askedBy;
  }

  String id() {
    return id;
  }

  Instant dueAt() {
    return dueAt;
  }

  Instant startedAt() {
    return startedAt;
  }

  @Nullable String askedBy() {
    return askedBy;
  }

  boolean isRunning() {
    return state == RunState.RUNNING;
  }

  void end(RunState as, @Nullable String why, Instant now) {
    state = as;
    endedAt = now;
    reason = why != null && why.length() > LONGEST_REASON ? why.substring(0, LONGEST_REASON) : why;
  }

  JobRun toRun() {
    return new JobRun(job, dueAt, startedAt, endedAt, state, node, askedBy, reason);
  }
}
