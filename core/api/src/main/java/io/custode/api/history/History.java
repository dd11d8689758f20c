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
   * @param id of the asset, site or tenant
   * @throws io.custode.api.error.NotFound if the caller sees no such thing
   */
  Page<HistoryEntry> of(HistoryKind kind, String id, PageRequest page);
}
