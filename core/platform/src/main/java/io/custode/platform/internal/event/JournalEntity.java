// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.event;

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
import org.jspecify.annotations.Nullable;

/** An event that every node is to hear, kept for some minutes. */
@Entity
@ProviderWide
@Table(name = "event_journal")
public class JournalEntity {
  @Id
  @Column(name = "sequence_number")
  private long sequence;

  @Version private long revision;

  @Column(name = "event_id", nullable = false)
  private String event = "";

  @Column(nullable = false)
  private String type = "";

  @Column(name = "about_tenant")
  private @Nullable String tenant;

  @Lob
  @Column(nullable = false)
  private String payload = "";

  @Convert(converter = InstantMicros.class)
  @Column(name = "appended_at", nullable = false)
  private Instant appendedAt = Instant.EPOCH;

  protected JournalEntity() {}

  JournalEntity(long sequence, Heard heard, Instant now) {
    this.sequence = sequence;
    this.event = heard.id();
    this.type = heard.type();
    this.tenant = heard.tenant();
    this.payload = heard.payload();
    this.appendedAt = now;
  }

  long sequence() {
    return sequence;
  }

  Heard toHeard() {
    return new Heard(event, type, tenant, payload, appendedAt);
  }
}
