// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.event;

import io.custode.persistence.InstantMicros;
import io.custode.persistence.ProviderWide;
import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.jspecify.annotations.Nullable;

/** Which node delivers, and the number of the last event in the journal: one row. */
@Entity
@ProviderWide
@Table(name = "event_turn")
public class TurnEntity {
  static final int ID = 1;

  @Id private int id;

  @Version private long revision;

  @Column private @Nullable String node;

  @Convert(converter = InstantMicros.class)
  @Column(name = "said_at", nullable = false)
  private Instant saidAt = Instant.EPOCH;

  @Column(name = "sequence_number", nullable = false)
  private long sequence;

  protected TurnEntity() {}

  long revision() {
    return revision;
  }

  @Nullable String node() {
    return node;
  }

  void say(@Nullable String by, Instant now) {
    node = by;
    // changes the row each time, and with it the revision that other nodes watch
    saidAt = now.isAfter(saidAt) ? now : saidAt.plusNanos(1000);
  }

  long sequence() {
    return sequence;
  }

  long next() {
    return ++sequence;
  }
}
