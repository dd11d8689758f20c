// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.persistence.InstantMicros;
import io.custode.persistence.ProviderWide;
import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;

/** What a passkey has to sign, once: then the row is gone. */
@Entity
@ProviderWide
@Table(name = "passkey_challenge")
public class ChallengeEntity {
  @Id
  @Column(name = "challenge_hash", length = 64)
  private String hash;

  @Version private long revision;

  /** For whom a passkey is made; empty: to sign in. */
  @Column(name = "made_for", nullable = false)
  private String madeFor;

  @Convert(converter = InstantMicros.class)
  @Column(name = "ends_at", nullable = false)
  private Instant endsAt;

  protected ChallengeEntity() {
    hash = "";
    madeFor = "";
    endsAt = Instant.EPOCH;
  }

  ChallengeEntity(String hash, String madeFor, Instant endsAt) {
    this.hash = hash;
    this.madeFor = madeFor;
    this.endsAt = endsAt;
  }
}
