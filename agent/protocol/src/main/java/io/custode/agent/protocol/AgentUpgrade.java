// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Input of the action {@value #VERB}: replace your own program. It is read by the version that is
 * replaced and, after the restart, by the one that came; so fields are only ever added, and may be
 * left out.
 *
 * @param descriptor JSON of a {@link ReleaseDescriptor}, the very bytes that are signed
 * @param signature Base64 of SHA256withECDSA by the certificate authority's key
 * @param cause what asked for it, if not a person: {@code rollout/<id>}; not the agent's concern
 */
public record AgentUpgrade(String descriptor, String signature, @Nullable String cause) {
  public static final String VERB = "agent-upgrade";

  /**
   * Output of the action.
   *
   * @param version that runs now
   */
  public record Done(String version) {}
}
