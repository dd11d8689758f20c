// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.audit;

import io.custode.persistence.InstantMicros;
import io.custode.persistence.ProviderWide;
import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;

/**
 * Where the chain ends: one row, made by the changelog. Who appends changes it first, so that of
 * two nodes one waits, then learns by the revision that it was late, and begins again.
 */
@Entity
@ProviderWide
@Table(name = "audit_head")
public class HeadEntity {
  static final int ID = 1;

  @Id private int id;

  @Version private long revision;

  @Column(name = "sequence_number", nullable = false)
  private long sequence;

  @Column(nullable = false)
  private String hash;

  @Convert(converter = InstantMicros.class)
  @Column(name = "appended_at", nullable = false)
  private Instant appendedAt;

  protected HeadEntity() {
    hash = "";
    appendedAt = Instant.EPOCH;
  }

  void take(Instant now) {
    appendedAt = now;
  }

  long sequence() {
    return sequence;
  }

  String hash() {
    return hash;
  }

  void append(AuditEntity entry) {
    hash = entry.bind(sequence + 1, hash);
    sequence++;
  }
}
