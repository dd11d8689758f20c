// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.persistence.ProviderWide;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;

/** A node does nothing of a plugin any more while another node changes it. */
@Entity
@Table(name = "plugin_hold")
@ProviderWide
public class HoldEntity {
  /** Change and node. */
  @Id
  @Column(length = 140)
  private String id = "";

  @Version private long revision;

  @Column(name = "change_id", length = 36, nullable = false)
  private String change = "";

  @Column(nullable = false)
  private String node = "";

  protected HoldEntity() {}

  HoldEntity(String change, String node) {
    this.id = id(change, node);
    this.change = change;
    this.node = node;
  }

  static String id(String change, String node) {
    return change + ":" + node;
  }
}
