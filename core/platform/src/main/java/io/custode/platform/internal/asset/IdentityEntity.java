// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.asset;

import io.custode.api.id.Uuid7;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;

/** One thing by which a machine can be known again. */
@Entity
@Table(name = "asset_identity")
public class IdentityEntity {
  @Id
  @Column(length = 36)
  private String id = "";

  @Version private long revision;

  @Column(name = "asset_id", nullable = false)
  private String asset = "";

  @Column(nullable = false)
  private String kind = "";

  @Column(name = "known_by", nullable = false)
  private String value = "";

  protected IdentityEntity() {}

  IdentityEntity(String asset, String kind, String value) {
    this.id = Uuid7.next();
    this.asset = asset;
    this.kind = kind;
    this.value = value;
  }

  String asset() {
    return asset;
  }

  String kind() {
    return kind;
  }

  String value() {
    return value;
  }
}
