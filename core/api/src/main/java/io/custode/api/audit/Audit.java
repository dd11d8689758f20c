// SPDX-License-Identifier: Apache-2.0
package io.custode.api.audit;

import io.custode.api.json.Json;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import org.osgi.annotation.versioning.ProviderType;

/** The append-only record. */
@ProviderType
public interface Audit {
  /**
   * Records what the current principal did. Inside a write transaction the entry stands or falls
   * with it (it goes through the outbox); outside it stands by itself.
   *
   * @param verb {@code core.asset.register}
   * @param target {@code asset/<id>}
   * @param detail never a secret
   */
  void record(String verb, String target, Json detail);

  /** Records that the current principal, or nobody, was refused. Stands by itself. */
  void refused(String verb, String target, String why);

  /**
   * Newest first; of the bound tenant, or of all tenants the caller sees plus what belongs to none.
   */
  Page<AuditEntry> find(AuditQuery query, PageRequest page);
}
