// SPDX-License-Identifier: Apache-2.0
package io.custode.guest;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

/** A line that somebody wrote. */
@Entity
@Table(name = "note")
public class NoteEntity {
  @Id
  @Column(length = 36)
  private String id;

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
