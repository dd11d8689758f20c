// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.UserId;
import io.custode.persistence.InstantMicros;
import io.custode.persistence.ProviderWide;
import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;

/** Who a user is at a sign-in provider. */
@Entity
@ProviderWide
@Table(name = "external_identity")
public class ExternalIdentityEntity {
  /** Of provider and subject: two who come for the first time at once clash. */
  @Id
  @Column(length = 64)
  private String id;

  @Version private long revision;

  @Column(name = "provider_id", nullable = false)
  private String provider;

  @Column(nullable = false)
  private String subject;

  @Column(name = "person_id", nullable = false)
  private String user;

  /** Whether the provider's groups say what he may; not of a user who was here before. */
  @Column(nullable = false)
  private boolean managed;

  @Convert(converter = InstantMicros.class)
  @Column(name = "created_at", nullable = false)
  private Instant createdAt;

  protected ExternalIdentityEntity() {
    id = "";
    provider = "";
    subject = "";
    user = "";
    createdAt = Instant.EPOCH;
  }

  ExternalIdentityEntity(
      String provider, String subject, UserId user, boolean managed, Instant now) {
    this.id = idOf(provider, subject);
    this.provider = provider;
    this.subject = subject;
    this.user = user.value();
    this.managed = managed;
    this.createdAt = now;
  }

  static String idOf(String provider, String subject) {
    return Secrets.hash(provider + " " + subject);
  }

  UserId user() {
    return UserId.of(user);
  }

  boolean isManaged() {
    return managed;
  }
}
