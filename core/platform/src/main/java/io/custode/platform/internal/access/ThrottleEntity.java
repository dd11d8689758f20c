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

/** How often somebody guessed wrong, and until when he has to wait. */
@Entity
@ProviderWide
@Table(name = "throttle")
public class ThrottleEntity {
  /** Of the key: names and addresses stay out of the database. */
  @Id
  @Column(name = "key_hash", length = 64)
  private String key;

  @Version private long revision;

  @Column(nullable = false)
  private int failures;

  @Convert(converter = InstantMicros.class)
  @Column(name = "last_at", nullable = false)
  private Instant last;

  @Convert(converter = InstantMicros.class)
  @Column(name = "wait_until", nullable = false)
  private Instant until;

  protected ThrottleEntity() {
    key = "";
    last = Instant.EPOCH;
    until = Instant.EPOCH;
  }

  ThrottleEntity(String key, Instant now) {
    this();
    this.key = key;
    this.failures = 1;
    this.last = now;
  }

  int failures() {
    return failures;
  }

  Instant until() {
    return until;
  }

  void waitUntil(Instant next) {
    until = next;
  }
}
