// SPDX-License-Identifier: Apache-2.0
package io.custode.api.history;

import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import org.osgi.annotation.versioning.ProviderType;

/** Reads histories, out of the audit. */
@ProviderType
public interface History {
  /**
   * Newest first.
   *
   * @param id of the asset, site, tenant or contact
   * @throws io.custode.api.error.NotFound if the caller sees no such thing
   * @throws io.custode.api.error.Forbidden if he may not see contacts and asks for one's
   */
  Page<HistoryEntry> of(HistoryKind kind, String id, PageRequest page);
}
