// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.id.Uuid7;
import io.custode.persistence.InstantMicros;
import io.custode.persistence.ProviderWide;
import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;

/** A token that acts for its user; the secret is known to its holder only. */
@Entity
@ProviderWide
@Table(name = "api_token")
public class ApiTokenEntity {
  @Id
  @Column(length = 36)
  private String id;

  @Version private long revision;

  @Column(name = "person_id", nullable = false)
  private String user;

  @Column(nullable = false)
  private String label;

  @Column(name = "secret_hash", nullable = false)
  private String secretHash;

  @Convert(converter = InstantMicros.class)
  @Column(name = "ends_at", nullable = false)
  private Instant endsAt;

  protected ApiTokenEntity() {
    id = "";
    user = "";
    label = "";
    secretHash = "";
    endsAt = Instant.EPOCH;
  }

  ApiTokenEntity(String user, String label, String secretHash, Instant endsAt) {
    this.id = Uuid7.next();
    this.user = user;
    this.label = label;
    this.secretHash = secretHash;
    this.endsAt = endsAt;
  }

  String id() {
    return id;
  }

  String user() {
    return user;
  }

  Instant endsAt() {
    return endsAt;
  }
}
