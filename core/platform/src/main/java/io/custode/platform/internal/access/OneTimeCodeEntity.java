// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.UserId;
import io.custode.persistence.InstantMicros;
import io.custode.persistence.ProviderWide;
import java.security.MessageDigest;
import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;

/** With it a user sets a password, once. A newer one of his takes its place. */
@Entity
@ProviderWide
@Table(name = "one_time_code")
public class OneTimeCodeEntity {
  @Id
  @Column(name = "person_id", length = 36)
  private String user;

  @Version private long revision;

  @Column(name = "secret_hash", nullable = false)
  private String secretHash;

  @Convert(converter = InstantMicros.class)
  @Column(name = "ends_at", nullable = false)
  private Instant endsAt;

  protected OneTimeCodeEntity() {
    user = "";
    secretHash = "";
    endsAt = Instant.EPOCH;
  }

  OneTimeCodeEntity(UserId user) {
    this();
    this.user = user.value();
  }

  void set(String hash, Instant end) {
    secretHash = hash;
    endsAt = end;
  }

  boolean opens(String hash, Instant now) {
    return now.isBefore(endsAt) && MessageDigest.isEqual(secretHash.getBytes(), hash.getBytes());
  }
}
