// SPDX-License-Identifier: Apache-2.0
package io.custode.api.asset;

import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import org.osgi.annotation.versioning.ProviderType;

/** Proposals of the bound tenant. Matches never cross tenants. */
@ProviderType
public interface MergeProposals {
  /** Open ones first, then the newest. */
  Page<MergeProposal> find(PageRequest page);

  /**
   * Makes them one: the older asset keeps its id and takes the agent and inventory of the newer,
   * which is retired.
   *
   * @throws io.custode.api.error.Conflict if it is not open
   */
  Asset merge(ProposalId id);

  /**
   * @throws io.custode.api.error.Conflict if it is not open
   */
  void reject(ProposalId id);

  /**
   * Takes a merge apart: the newer asset is there again as it was, with its agent and what that
   * said since; the older one is what it was before. The proposal counts as rejected.
   *
   * @return the newer asset
   * @throws io.custode.api.error.Conflict {@code not-merged} if it is not merged, or was by a
   *     version that kept nothing; {@code merged-since} if either was merged again since
   */
  Asset unmerge(ProposalId id);
}
