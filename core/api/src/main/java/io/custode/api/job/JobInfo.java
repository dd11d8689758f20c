// SPDX-License-Identifier: Apache-2.0
package io.custode.api.job;

import io.custode.api.command.Doc;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A job as it stands. */
public record JobInfo(
    String name,
    String description,
    @Doc("Quartz notation, seconds first") String cron,
    @Doc("Zone of the schedule") String zone,
    boolean enabled,
    @Doc("Whether this node can run it; not if its plugin is gone") boolean here,
    @Doc("Next run, if enabled") Instant nextAt,
    @Doc("Who asked for a run that has not begun") @Nullable String askedBy,
    @Doc("The run that goes on now, or the last") @Nullable JobRun lastRun) {}
