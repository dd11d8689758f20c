// SPDX-License-Identifier: Apache-2.0
package io.custode.api.rollout;

import io.custode.api.calendar.CalendarId;
import io.custode.api.json.Json;
import io.custode.api.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rollout as it stands.
 *
 * @param calendar assets begin in its maintenance windows only, or null: at any time
 * @param ringsOpen how many rings have begun
 * @param reason why it halted, or why it waits, or null
 */
public record Rollout(
    RolloutId id,
    TenantId tenant,
    String name,
    String step,
    Json target,
    List<Ring> rings,
    @Nullable CalendarId calendar,
    int maxFailedPercent,
    int minObserved,
    RolloutState state,
    int ringsOpen,
    @Nullable String reason,
    Instant startedAt,
    @Nullable Instant endedAt,
    long revision) {}
