// SPDX-License-Identifier: Apache-2.0
package io.custode.api.audit;

import io.custode.api.json.Json;
import io.custode.api.tenant.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody did something, or was refused.
 *
 * @param actor sign-in name, or the part of the platform
 * @param door {@code rest}, {@code shell}, {@code agent} or {@code system}
 * @param verb permission-like name of what was done, {@code core.asset.register}
 * @param target kind and id, {@code asset/0190...}
 * @param outcome {@code done}, {@code refused} or {@code failed}
 * @param detail what else a reader needs; never a secret
 */
public record AuditEntry(
    AuditId id,
    Instant at,
    String actor,
    String door,
    @Nullable TenantId tenant,
    String verb,
    String target,
    String outcome,
    Json detail) {}
