// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.core.trust.Revocation;
import io.custode.persistence.InstantMicros;
import io.custode.persistence.ProviderWide;
import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.jspecify.annotations.Nullable;

/** A key or a jar that is, or once was, not trusted. */
@Entity
@Table(name = "revocation")
@ProviderWide
public class RevocationEntity {
  /** As {@link Revocation#what()} says. */
  @Id
  @Column(length = 133)
  private String what;

  @Version private long revision;

  @Column(length = 500, nullable = false)
  private String reason;

  @Convert(converter = InstantMicros.class)
  @Column(name = "revoked_at", nullable = false)
  private Instant at;

  @Column(name = "revoked_by", length = 40, nullable = false)
  private String by;

  @Convert(converter = InstantMicros.class)
  @Column(name = "lifted_at")
  private @Nullable Instant liftedAt;

  @Column(name = "lifted_by", length = 36)
  private @Nullable String liftedBy;

  protected RevocationEntity() {}

  RevocationEntity(Revocation revocation) {
    what = revocation.what();
    revoke(revocation);
  }

  /** Anew. */
  void revoke(Revocation revocation) {
    reason = revocation.reason();
    at = revocation.at();
    by = revocation.by();
    liftedAt = null;
    liftedBy = null;
  }

  void lift(Instant when, String who) {
    liftedAt = when;
    liftedBy = who;
  }

  boolean holds() {
    return liftedAt == null;
  }

  Revocation toRevocation() {
    return new Revocation(what, reason, at, by, liftedAt, liftedBy);
  }
}
