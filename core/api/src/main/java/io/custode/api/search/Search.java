// SPDX-License-Identifier: Apache-2.0
package io.custode.api.search;

import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Finds things by words. What the caller may not read, and what is of a tenant that he does not
 * see, is not found. What was just written is found within two seconds, on every node.
 */
@ProviderType
public interface Search {
  /** The best that are shown, over all pages. */
  int BEST = 200;

  /**
   * In the bound tenant, or, unbound, in all that the caller sees; the best first, {@link #BEST} at
   * most.
   *
   * @throws io.custode.api.error.SignedOut if nobody is signed in
   * @throws io.custode.api.error.Invalid if the query breaks its rules
   * @throws io.custode.api.error.Unavailable while the node cannot read its index
   */
  Page<SearchHit> find(SearchQuery query, PageRequest page);
}
