// SPDX-License-Identifier: Apache-2.0
package io.custode.api.agent;

import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import java.io.InputStream;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Versions of the agent's program that the platform can give to its agents; the provider's, for all
 * tenants. Not to be called in an open transaction.
 */
@ProviderType
public interface AgentReleases {
  /** Most bytes of an archive. */
  long LARGEST = 96L << 20;

  /** Added last first. */
  Page<AgentRelease> find(PageRequest page);

  /**
   * Takes in an archive as the agent's build makes it. What it is stands in it. Added twice it is
   * added once.
   *
   * @param archive read to its end, and not closed
   * @throws io.custode.api.error.Invalid if it is no such archive, or larger than {@link #LARGEST}
   * @throws io.custode.api.error.Conflict {@code agent-release-exists} if there is another archive
   *     of the same version, system and processor
   * @throws io.custode.api.error.Forbidden without {@code core.agent-release.write}
   */
  AgentRelease add(InputStream archive);

  /**
   * Gives it no more. Agents that run it go on.
   *
   * @throws io.custode.api.error.NotFound if there is none
   * @throws io.custode.api.error.Forbidden without {@code core.agent-release.write}
   */
  AgentRelease remove(AgentReleaseId id);
}
