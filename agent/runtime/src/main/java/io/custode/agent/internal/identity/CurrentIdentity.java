// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.identity;

import io.custode.agent.internal.store.AgentHome;
import java.io.IOException;

/** The identity in use; renewal replaces it while the agent runs. */
public final class CurrentIdentity {
  private final AgentHome home;
  private volatile Identity identity;

  /**
   * @throws IOException saying what to do, if there is none or it is damaged
   */
  public CurrentIdentity(AgentHome home) throws IOException {
    this.home = home;
    this.identity = Identity.load(home.identity());
  }

  public Identity get() {
    return identity;
  }

  /** On disk first: a certificate that is used must survive a crash. */
  public void replace(Identity next) throws IOException {
    next.save(home.identity());
    identity = next;
  }
}
