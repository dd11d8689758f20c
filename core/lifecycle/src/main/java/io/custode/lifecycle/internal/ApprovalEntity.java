// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.id.Uuid7;
import io.custode.api.plugin.PluginId;
import io.custode.lifecycle.internal.Approval.State;
import io.custode.persistence.InstantMicros;
import io.custode.persistence.ProviderWide;
import java.time.Duration;
import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.jspecify.annotations.Nullable;

/** A request for a second person's approval. */
@Entity
@Table(name = "approval")
@ProviderWide
public class ApprovalEntity {
  static final Duration LIFE = Duration.ofDays(7);
  private static final int LONGEST = 2000;

  @Id
  @Column(length = 36)
  private String id;

  @Version private long revision;

  @Column(name = "plugin_id", length = 36, nullable = false)
  private String plugin;

  @Column(length = 100, nullable = false)
  private String version;

  @Column(length = 64, nullable = false)
  private String sha256;

  /** Not null, so that it can be asked for: empty if nothing is replaced. */
  @Column(length = 64, nullable = false)
  private String replaces;

  @Column(length = LONGEST, nullable = false)
  private String capabilities;

  @Enumerated(EnumType.STRING)
  @Column(length = 20, nullable = false)
  private State state = State.ASKED;

  @Column(name = "asked_by", length = 36, nullable = false)
  private String askedBy;

  @Convert(converter = InstantMicros.class)
  @Column(name = "asked_at", nullable = false)
  private Instant askedAt;

  @Column(name = "decided_by", length = 36)
  private @Nullable String decidedBy;

  @Convert(converter = InstantMicros.class)
  @Column(name = "decided_at")
  private @Nullable Instant decidedAt;

  @Column(length = 500)
  private @Nullable String reason;

  protected ApprovalEntity() {}

  ApprovalEntity(PluginJar jar, String replaces, String capabilities, String by, Instant at) {
    this.id = Uuid7.next();
    this.plugin = jar.id().value();
    this.version = jar.version();
    this.sha256 = jar.jar().sha256();
    this.replaces = replaces;
    this.capabilities =
        capabilities.length() <= LONGEST
            ? capabilities
            : capabilities.substring(0, LONGEST - 1) + "…";
    this.askedBy = by;
    this.askedAt = at;
  }

  void decide(boolean approved, String by, Instant at, @Nullable String why) {
    state = approved ? State.APPROVED : State.DECLINED;
    decidedBy = by;
    decidedAt = at;
    reason = why;
  }

  void use() {
    state = State.USED;
  }

  Approval toApproval(Instant now) {
    var end = askedAt.plus(LIFE);
    return new Approval(
        id,
        PluginId.of(plugin),
        version,
        sha256,
        replaces,
        capabilities,
        state != State.USED && !now.isBefore(end) ? State.EXPIRED : state,
        askedBy,
        askedAt,
        end,
        decidedBy,
        decidedAt,
        reason);
  }
}
