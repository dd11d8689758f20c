// SPDX-License-Identifier: Apache-2.0
package io.custode.api.job;

import io.custode.api.command.Doc;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One run of a job. The last hundred of each job are kept. */
public record JobRun(
    String job,
    @Doc("When it should have begun") Instant dueAt,
    Instant startedAt,
    @Nullable Instant endedAt,
    RunState state,
    @Doc("Which node ran it") String node,
    @Doc("Who asked for it; null: the schedule") @Nullable String askedBy,
    @Doc("Why it ended so") @Nullable String reason) {}
