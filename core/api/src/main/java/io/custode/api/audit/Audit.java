// SPDX-License-Identifier: Apache-2.0
package io.custode.api.audit;

import io.custode.api.json.Json;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The append-only record: a chain in which each entry is bound to the one before it, so that a
 * change of any shows.
 */
@ProviderType
public interface Audit {
  /**
   * Records what the current principal did. Inside a write transaction the entry stands or falls
   * with it (it goes through the outbox); outside it stands by itself.
   *
   * @param verb {@code core.asset.register}
   * @param target {@code asset/<id>}; an id, never a person's name
   * @param detail never a secret, nor a person's name or address
   */
  void record(String verb, String target, Json detail);

  /** Like {@link #record(String, String, Json)}, with what is to be forgotten with a person. */
  void record(String verb, String target, Json detail, PersonalDetail personal);

  /** Records that the current principal, or nobody, was refused. Stands by itself. */
  void refused(String verb, String target, String why);

  /** Like {@link #refused(String, String, String)}, with what is to be forgotten with a person. */
  void refused(String verb, String target, String why, PersonalDetail personal);

  /**
   * Newest first; of the bound tenant, or of all tenants the caller sees plus what belongs to none.
   */
  Page<AuditEntry> find(AuditQuery query, PageRequest page);
}
