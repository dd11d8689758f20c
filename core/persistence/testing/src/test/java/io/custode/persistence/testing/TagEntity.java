// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.testing;

import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;

@Entity
@Table(name = "tag")
public class TagEntity {
  @Id private String id;
  @Version private long revision;
  private String label;

  protected TagEntity() {}

  TagEntity(String id, String label) {
    this.id = id;
    this.label = label;
  }
}
