// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.group;

import io.custode.api.id.Uuid7;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;

/** That an asset is on a list. */
@Entity
@Table(name = "group_member")
public class MemberEntity {
  @Id
  @Column(length = 36)
  private String id = "";

  @Version private long revision;

  @Column(name = "group_id", nullable = false)
  private String groupId = "";

  @Column(name = "asset_id", nullable = false)
  private String assetId = "";

  protected MemberEntity() {}

  public MemberEntity(String groupId, String assetId) {
    this.id = Uuid7.next();
    this.groupId = groupId;
    this.assetId = assetId;
  }
}
