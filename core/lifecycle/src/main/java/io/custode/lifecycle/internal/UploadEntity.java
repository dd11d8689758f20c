// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.persistence.InstantMicros;
import io.custode.persistence.ProviderWide;
import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;

/** A jar that somebody sent and that waits to be installed. */
@Entity
@Table(name = "plugin_upload")
@ProviderWide
public class UploadEntity {
  @Id
  @Column(length = 64)
  private String sha256;

  @Version private long revision;

  @Convert(converter = InstantMicros.class)
  @Column(name = "kept_until", nullable = false)
  private Instant until;

  protected UploadEntity() {}

  UploadEntity(String sha256, Instant until) {
    this.sha256 = sha256;
    this.until = until;
  }

  String sha256() {
    return sha256;
  }

  Instant until() {
    return until;
  }

  void keepUntil(Instant next) {
    until = next;
  }
}
