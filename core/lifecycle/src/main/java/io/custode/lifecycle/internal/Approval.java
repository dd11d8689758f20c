// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.command.Doc;
import io.custode.api.plugin.PluginId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One person wants to install a jar that asks for more than what is there, and another is to agree.
 *
 * @param sha256 of the jar: no other is meant
 */
public record Approval(
    String id,
    PluginId plugin,
    String version,
    String sha256,
    @Doc("SHA-256 of the jar that is there; empty: it is not installed") String replaces,
    @Doc("What it asks for and what is there does not") String capabilities,
    State state,
    @Doc("Id of the user who asked") String askedBy,
    Instant askedAt,
    @Doc("After that it counts no more") Instant expiresAt,
    @Doc("Id of the user who decided") @Nullable String decidedBy,
    @Nullable Instant decidedAt,
    @Doc("Why not") @Nullable String reason) {
  /** How far it is. */
  public enum State {
    ASKED,
    APPROVED,
    DECLINED,
    /** It was installed. */
    USED,
    EXPIRED
  }
}
