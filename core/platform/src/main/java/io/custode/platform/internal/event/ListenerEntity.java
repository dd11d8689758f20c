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

/** A listener that is known, whether it is here now or not. */
@Entity
@ProviderWide
@Table(name = "event_listener")
public class ListenerEntity {
  @Id private String name = "";

  @Version private long revision;

  @Column(nullable = false)
  private String type = "";

  @Column(nullable = false)
  private String owner = "";

  @Convert(converter = InstantMicros.class)
  @Column(name = "seen_at", nullable = false)
  private Instant seenAt = Instant.EPOCH;

  protected ListenerEntity() {}

  ListenerEntity(String name, String type, String owner, Instant now) {
    this.name = name;
    seen(type, owner, now);
  }

  final void seen(String asType, String by, Instant now) {
    type = asType;
    owner = by;
    seenAt = now;
  }

  String name() {
    return name;
  }

  String type() {
    return type;
  }
}
