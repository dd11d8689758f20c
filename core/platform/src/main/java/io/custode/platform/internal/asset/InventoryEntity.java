// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.asset;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Lob;
import javax.persistence.Table;
import javax.persistence.Version;

/** The last inventory of an asset, as JSON. */
@Entity
@Table(name = "inventory")
public class InventoryEntity {
  @Id
  @Column(name = "asset_id", length = 36)
  private String asset = "";

  @Version private long revision;

  @Lob
  @Column(nullable = false)
  private String body = "";

  protected InventoryEntity() {}

  InventoryEntity(String asset, String body) {
    this.asset = asset;
    this.body = body;
  }

  String body() {
    return body;
  }

  void replace(String next) {
    body = next;
  }
}
