// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.authority;

import io.custode.persistence.InstantMicros;
import io.custode.persistence.ProviderWide;
import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.jspecify.annotations.Nullable;

/** Whose certificates this database's agents have, and how far a replacement is: one row. */
@Entity
@ProviderWide
@Table(name = "authority")
public class AuthorityEntity {
  static final int ID = 1;

  @Id private int id;

  @Version private long revision;

  @Column(name = "fingerprint", nullable = false)
  private String current = "";

  /** The next one when prepared, the former one when switched. */
  @Column(name = "other", length = 64)
  private @Nullable String other;

  @Enumerated(EnumType.STRING)
  @Column(name = "stage", length = 20, nullable = false)
  private Stage stage = Stage.STEADY;

  @Column(name = "changed_at")
  @Convert(converter = InstantMicros.class)
  private @Nullable Instant changedAt;

  protected AuthorityEntity() {}

  AuthorityEntity(String fingerprint) {
    this.id = ID;
    this.current = fingerprint;
  }

  void prepare(String next, Instant now) {
    other = next;
    become(Stage.PREPARED, now);
  }

  void switchOver(String next, Instant now) {
    other = current;
    current = next;
    become(Stage.SWITCHED, now);
  }

  /** Finished, or cancelled. */
  void settle(Instant now) {
    other = null;
    become(Stage.STEADY, now);
  }

  private void become(Stage next, Instant now) {
    stage = next;
    changedAt = now;
  }

  AuthorityRow toRow() {
    return new AuthorityRow(stage, current, other, changedAt);
  }
}
