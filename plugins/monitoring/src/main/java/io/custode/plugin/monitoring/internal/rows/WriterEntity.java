// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.rows;

import io.custode.persistence.ProviderWide;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;

/** A store that is open, or was and has left something in its log. */
@Entity
@ProviderWide
@Table(name = "writer")
public class WriterEntity {
  @Id
  @Column(length = 36)
  private String id;

  @Version private long revision;

  /** Rises while the store is open. */
  private long beats;

  @Column(name = "has_ended")
  private boolean hasEnded;

  protected WriterEntity() {
    id = "";
  }

  WriterEntity(String id) {
    this.id = id;
  }

  String id() {
    return id;
  }

  long beats() {
    return beats;
  }

  boolean hasEnded() {
    return hasEnded;
  }

  void beat() {
    beats++;
    hasEnded = false;
  }

  void end() {
    hasEnded = true;
  }
}
