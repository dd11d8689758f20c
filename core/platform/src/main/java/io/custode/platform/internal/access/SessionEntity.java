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

/** A browser session; the secret is known to the browser only. */
@Entity
@ProviderWide
@Table(name = "web_session")
public class SessionEntity {
  @Id
  @Column(name = "secret_hash", length = 64)
  private String secretHash;

  @Version private long revision;

  @Column(name = "person_id", nullable = false)
  private String user;

  @Column(nullable = false)
  private String csrf;

  @Convert(converter = InstantMicros.class)
  @Column(name = "ends_at", nullable = false)
  private Instant endsAt;

  protected SessionEntity() {
    secretHash = "";
    user = "";
    csrf = "";
    endsAt = Instant.EPOCH;
  }

  SessionEntity(String secretHash, String user, String csrf, Instant endsAt) {
    this.secretHash = secretHash;
    this.user = user;
    this.csrf = csrf;
    this.endsAt = endsAt;
  }

  String user() {
    return user;
  }

  String csrf() {
    return csrf;
  }

  Instant endsAt() {
    return endsAt;
  }
}
