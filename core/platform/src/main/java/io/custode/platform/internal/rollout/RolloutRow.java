// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.rollout;

import io.custode.api.calendar.CalendarId;
import io.custode.api.json.Json;
import io.custode.api.rollout.NewRollout;
import io.custode.api.rollout.Ring;
import io.custode.api.rollout.Rollout;
import io.custode.api.rollout.RolloutId;
import io.custode.api.rollout.RolloutState;
import io.custode.api.tenant.TenantId;
import io.custode.core.json.JsonMapping;
import io.custode.persistence.InstantMicros;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Lob;
import javax.persistence.MappedSuperclass;
import javax.persistence.Version;
import org.jspecify.annotations.Nullable;

/** The columns of a rollout. */
@MappedSuperclass
public class RolloutRow {
  @Id
  @Column(length = 36)
  private String id = "";

  @Version private long revision;

  @Column(name = "tenant_id", insertable = false, updatable = false)
  private String tenant = "";

  @Column(nullable = false)
  private String name = "";

  @Column(name = "step_id", nullable = false)
  private String step = "";

  @Lob
  @Column(name = "target_json", nullable = false)
  private String target = "";

  @Lob
  @Column(name = "rings_json", nullable = false)
  private String rings = "";

  @Column(name = "calendar_id")
  private @Nullable String calendar;

  @Column(name = "max_failed", nullable = false)
  private int maxFailed;

  @Column(name = "min_observed", nullable = false)
  private int minObserved;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private RolloutState state = RolloutState.RUNNING;

  @Column(name = "rings_open", nullable = false)
  private int ringsOpen;

  /** How many had ended and failed when it was resumed: these count no longer. */
  @Column(name = "ended_before", nullable = false)
  private int endedBefore;

  @Column(name = "failed_before", nullable = false)
  private int failedBefore;

  @Column private @Nullable String reason;

  @Convert(converter = InstantMicros.class)
  @Column(name = "started_at", nullable = false)
  private Instant startedAt = Instant.EPOCH;

  @Convert(converter = InstantMicros.class)
  @Column(name = "ended_at")
  private @Nullable Instant endedAt;

  protected RolloutRow() {}

  RolloutRow(TenantId tenant, NewRollout made, Json rings, Instant now) {
    this.id = RolloutId.next().value();
    this.tenant = tenant.value();
    this.name = made.name();
    this.step = made.step();
    this.target = made.target().text();
    this.rings = rings.text();
    this.calendar = made.calendar() == null ? null : made.calendar().value();
    this.maxFailed = made.maxFailedPercent();
    this.minObserved = made.minObserved();
    this.startedAt = now;
  }

  RolloutState state() {
    return state;
  }

  int ringsOpen() {
    return ringsOpen;
  }

  int endedBefore() {
    return endedBefore;
  }

  int failedBefore() {
    return failedBefore;
  }

  final void become(RolloutState next, @Nullable String why, Instant now) {
    state = next;
    reason = why;
    endedAt = next == RolloutState.DONE || next == RolloutState.ABORTED ? now : null;
  }

  /**
   * @return whether it was another reason before
   */
  final boolean because(@Nullable String why) {
    boolean isNew = !Objects.equals(reason, why);
    reason = why;
    return isNew;
  }

  final void forget(int ended, int failed) {
    endedBefore = ended;
    failedBefore = failed;
  }

  final void openRing() {
    ringsOpen++;
    reason = null;
  }

  Rollout toRollout(JsonMapping json) {
    return new Rollout(
        RolloutId.of(id),
        TenantId.of(tenant),
        name,
        step,
        new Json(target),
        List.of(json.read(new Json(rings), Ring[].class)),
        calendar == null ? null : CalendarId.of(calendar),
        maxFailed,
        minObserved,
        state,
        ringsOpen,
        reason,
        startedAt,
        endedAt,
        revision);
  }
}
