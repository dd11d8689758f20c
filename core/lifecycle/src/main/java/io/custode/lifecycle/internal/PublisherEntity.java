// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.persistence.InstantMicros;
import io.custode.persistence.ProviderWide;
import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Lob;
import javax.persistence.Table;
import javax.persistence.Version;

/** A certificate whose holder's plugins may be installed, as an administrator said. */
@Entity
@Table(name = "publisher")
@ProviderWide
public class PublisherEntity {
  /** Fingerprint of the certificate. */
  @Id
  @Column(length = 64)
  private String certificate;

  @Version private long revision;

  @Column(name = "publisher_key", length = 64, nullable = false)
  private String publisherKey;

  @Column(length = 100, nullable = false)
  private String name;

  @Lob
  @Column(nullable = false)
  private byte[] content;

  @Convert(converter = InstantMicros.class)
  @Column(name = "added_at", nullable = false)
  private Instant addedAt;

  @Column(name = "added_by", length = 36, nullable = false)
  private String addedBy;

  protected PublisherEntity() {}

  PublisherEntity(String name, PublisherCertificate certificate, Instant at, String by) {
    this.certificate = certificate.fingerprint();
    this.publisherKey = certificate.key();
    this.name = name;
    this.content = certificate.encoded();
    this.addedAt = at;
    this.addedBy = by;
  }

  PublisherCertificate toCertificate() {
    return PublisherCertificate.of(content, name, "added " + addedAt + " by " + addedBy);
  }
}
