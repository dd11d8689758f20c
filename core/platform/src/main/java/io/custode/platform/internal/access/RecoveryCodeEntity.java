// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.UserId;
import io.custode.api.id.Uuid7;
import io.custode.persistence.ProviderWide;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;

/** Stands in for a second factor that is lost, once: then the row is gone. */
@Entity
@ProviderWide
@Table(name = "recovery_code")
public class RecoveryCodeEntity {
  @Id
  @Column(length = 36)
  private String id;

  @Version private long revision;

  @Column(name = "person_id", nullable = false)
  private String user;

  @Column(name = "secret_hash", nullable = false)
  private String secretHash;

  protected RecoveryCodeEntity() {
    id = "";
    user = "";
    secretHash = "";
  }

  RecoveryCodeEntity(UserId user, String secretHash) {
    this.id = Uuid7.next();
    this.user = user.value();
    this.secretHash = secretHash;
  }
}
