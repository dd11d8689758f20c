// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.testing;

import io.custode.persistence.FleetView;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

@Entity
@FleetView
@Table(name = "note_fleet")
public class FleetNoteEntity {
  @Id private String id;

  @Column(name = "tenant_id")
  private String tenant;

  private String name;

  protected FleetNoteEntity() {}

  FleetNoteEntity(String id) {
    this.id = id;
  }

  void rename(String next) {
    name = next;
  }

  String name() {
    return name;
  }

  String tenant() {
    return tenant;
  }
}
