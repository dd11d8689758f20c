// SPDX-License-Identifier: Apache-2.0
package io.custode.api.agent;

import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Agents of the bound tenant; unbound, a technician reads those of all tenants he sees. */
@ProviderType
public interface Agents {
  Optional<Agent> get(AgentId id);

  Page<Agent> find(PageRequest page);

  /** Those in that state only. */
  Page<Agent> find(Agent.State state, PageRequest page);

  /** Newest first. */
  Page<Agent> find(AgentQuery query, PageRequest page);

  /**
   * Lets one in that waits for it. Done twice it is done once.
   *
   * @throws io.custode.api.error.Conflict if it was revoked
   */
  Agent approve(AgentId id);

  /**
   * Ends its access at once and for good; the machine can be enrolled anew. Done twice it is done
   * once.
   */
  Agent revoke(AgentId id);
}
