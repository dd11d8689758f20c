// SPDX-License-Identifier: Apache-2.0
package io.custode.api.imports;

import io.custode.api.access.UserId;
import io.custode.api.tenant.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file that is taken in.
 *
 * @param tenant whose rows it has; null: tenants, or rows that name their tenant
 * @param encoding in which the file was read, {@code UTF-8}
 * @param separator between its columns: {@code ,} or {@code ;} or a tab
 * @param rows in the file, its heading not counted
 * @param seen rows that were looked at; until it runs, by the trial
 * @param created things that are new; in a trial: would be
 * @param changed things that are different now
 * @param same things that were so already
 * @param rejected rows that were refused
 * @param proposals merge proposals that came of it
 * @param requestedBy who sent it, with whose permissions it runs
 * @param note why it stopped, or null
 */
public record Import(
    ImportId id,
    @Nullable TenantId tenant,
    ImportKind kind,
    ImportState state,
    String encoding,
    String separator,
    long rows,
    long seen,
    long created,
    long changed,
    long same,
    long rejected,
    long proposals,
    UserId requestedBy,
    Instant createdAt,
    @Nullable Instant finishedAt,
    @Nullable String note) {}
