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

/** A node of this installation, and when it said something last. */
@Entity
@Table(name = "node")
@ProviderWide
public class NodeEntity {
  @Id
  @Column(length = 100)
  private String name = "";

  @Version private long revision;

  @Convert(converter = InstantMicros.class)
  @Column(name = "seen_at", nullable = false)
  private Instant seenAt = Instant.EPOCH;

  protected NodeEntity() {}

  NodeEntity(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  void seen(Instant at) {
    seenAt = at;
  }

  Instant seenAt() {
    return seenAt;
  }
}
