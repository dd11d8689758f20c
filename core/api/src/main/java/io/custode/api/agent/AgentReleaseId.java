// SPDX-License-Identifier: Apache-2.0
package io.custode.api.agent;

import io.custode.api.id.Id;
import io.custode.api.id.Uuid7;

/** Id of a release of the agent's program. */
public record AgentReleaseId(String value) implements Id {
  public AgentReleaseId {
    Uuid7.check(value, "agent release");
  }

  /**
   * @throws io.custode.api.error.Invalid if the text is no UUID
   */
  public static AgentReleaseId of(String value) {
    return new AgentReleaseId(value);
  }

  /**
   * @return a new id
   */
  public static AgentReleaseId next() {
    return new AgentReleaseId(Uuid7.next());
  }

  @Override
  public String toString() {
    return value;
  }
}
