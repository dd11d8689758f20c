// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.authority;

import io.custode.api.agent.AgentId;
import io.custode.api.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the replacement of the certificate authority is.
 *
 * @param current signs now
 * @param other the next or the former one, or null
 * @param changedAt when the last step was made, or null
 * @param agents agents that are not revoked
 * @param lacking agents that do not trust all authorities yet, or more than these
 * @param certifiedByFormer agents whose valid certificate is not by the current authority
 * @param lastFormerEnds when the last of these certificates ends, or null
 * @param openTokens enrolment tokens with uses left that name another authority than the current
 * @param behind the first of the agents that the next step waits for
 * @param nodes nodes of the last day
 */
public record AuthorityReport(
    Stage stage,
    Authority current,
    @Nullable Authority other,
    @Nullable Instant changedAt,
    long agents,
    long lacking,
    long certifiedByFormer,
    @Nullable Instant lastFormerEnds,
    long openTokens,
    List<Behind> behind,
    List<Node> nodes) {
  public AuthorityReport {
    behind = List.copyOf(behind);
    nodes = List.copyOf(nodes);
  }

  /**
   * One authority.
   *
   * @param fingerprint SHA-256 of its certificate
   */
  public record Authority(String fingerprint, Instant ends) {}

  /**
   * An agent that the next step waits for.
   *
   * @param why what it lacks
   */
  public record Behind(
      AgentId agent,
      TenantId tenant,
      String hostname,
      @Nullable String version,
      @Nullable Instant seenAt,
      String why) {}

  /**
   * A node.
   *
   * @param current fingerprint of the authority that it signs by
   * @param trusts fingerprints of all that it trusts, with blanks between
   */
  public record Node(String name, String current, String trusts, Instant seenAt) {}
}
