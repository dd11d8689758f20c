// SPDX-License-Identifier: Apache-2.0
package io.custode.api.agent;

import io.custode.api.id.Id;
import io.custode.api.id.Uuid7;

/** Id of an agent; also the CN of its certificate and the third level of its MQTT topics. */
public record AgentId(String value) implements Id {
  public AgentId {
    Uuid7.check(value, "agent");
  }

  /**
   * @throws io.custode.api.error.Invalid if the text is no UUID
   */
  public static AgentId of(String value) {
    return new AgentId(value);
  }

  /**
   * @return a new id
   */
  public static AgentId next() {
    return new AgentId(Uuid7.next());
  }

  @Override
  public String toString() {
    return value;
  }
}
