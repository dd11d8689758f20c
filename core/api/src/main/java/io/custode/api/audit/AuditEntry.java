// SPDX-License-Identifier: Apache-2.0
package io.custode.api.audit;

import io.custode.api.json.Json;
import io.custode.api.tenant.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody did something, or was refused.
 *
 * @param actor sign-in name, or the part of the platform; {@link #ERASED} once that person was
 *     forgotten
 * @param door {@code rest}, {@code shell}, {@code agent} or {@code system}
 * @param verb permission-like name of what was done, {@code core.asset.register}
 * @param target kind and id, {@code asset/0190...}
 * @param outcome {@code done}, {@code refused} or {@code failed}
 * @param detail what else a reader needs; never a secret
 * @param sequence its place in the chain, from 1 without gaps
 * @param personal what it says about a person, or null; {@code {"erased":true}} once that person
 *     was forgotten
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
    Json detail,
    long sequence,
    @Nullable Json personal) {
  /** Stands where a name was. */
  public static final String ERASED = "erased person";

  /** An entry that has no place in the chain yet and names no person. */
  public AuditEntry(
      AuditId id,
      Instant at,
      String actor,
      String door,
      @Nullable TenantId tenant,
      String verb,
      String target,
      String outcome,
      Json detail) {
    this(id, at, actor, door, tenant, verb, target, outcome, detail, 0, null);
  }
}
