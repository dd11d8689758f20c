// SPDX-License-Identifier: Apache-2.0
package io.custode.guest;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;

/** A line that somebody wrote. */
@Entity
@Table(name = "note")
public class NoteEntity {
  @Id
  @Column(length = 36)
  private String id;

  @Version private long revision;

  @Column(length = 200)
  private String text;

  protected NoteEntity() {}

  NoteEntity(String id, String text) {
    this.id = id;
    this.text = text;
  }

  String text() {
    return text;
  }
}
