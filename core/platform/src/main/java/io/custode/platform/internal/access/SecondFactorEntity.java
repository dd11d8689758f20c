// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.UserId;
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

/** That a user has a second factor; its key is among the secrets. */
@Entity
@ProviderWide
@Table(name = "second_factor")
public class SecondFactorEntity {
  @Id
  @Column(name = "person_id", length = 36)
  private String user;

  /** Two who send the same code at once: one of them is refused by it. */
  @Version private long revision;

  /** Null until the first code showed that the app has the key. */
  @Convert(converter = InstantMicros.class)
  @Column(name = "confirmed_at")
  private @Nullable Instant confirmedAt;

  /** No code of this step or an earlier one is good any more. */
  @Column(name = "last_step", nullable = false)
  private long lastStep;

  protected SecondFactorEntity() {
    user = "";
  }

  SecondFactorEntity(UserId user) {
    this.user = user.value();
  }

  boolean isOn() {
    return confirmedAt != null;
  }

  void confirm(Instant now) {
    confirmedAt = now;
  }

  long lastStep() {
    return lastStep;
  }

  void used(long step) {
    lastStep = step;
  }
}
