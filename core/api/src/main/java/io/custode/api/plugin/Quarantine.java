// SPDX-License-Identifier: Apache-2.0
package io.custode.api.plugin;

import java.time.Instant;

/**
 * A plugin was taken out of service: it is stopped on all nodes and stays so over restarts, what is
 * asked of it is refused with the reason, and machines have its modules no more. Its data and its
 * place stay. It ends with its cause, or with another version that is free of it.
 *
 * @param reason what happened and what to do, a sentence or two
 * @param since when it began
 * @param by id of the user who caused it, or what did
 */
public record Quarantine(Cause cause, String reason, Instant since, String by) {
  /** What has to end. */
  public enum Cause {
    /** Its publisher's key is not trusted any more. */
    PUBLISHER_REVOKED,
    /** This very jar is not trusted any more. */
    JAR_REVOKED,
    /** It took more of a node than it may; who may install plugins lets it work again. */
    OVER_BUDGET
  }
}
