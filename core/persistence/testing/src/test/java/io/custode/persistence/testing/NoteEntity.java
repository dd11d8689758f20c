// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.testing;

import io.custode.persistence.InstantMicros;
import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;

@Entity
@Table(name = "note")
public class NoteEntity {
  @Id
  @Column(length = 36)
  private String id;

  @Version private long revision;
  private String name;

  @Column(name = "tag_id")
  private String tag;

  @Convert(converter = InstantMicros.class)
  private Instant written;

  protected NoteEntity() {}

  NoteEntity(String id, String name) {
    this.id = id;
    this.name = name;
  }

  NoteEntity tagged(String tag) {
    this.tag = tag;
    return this;
  }

  NoteEntity written(Instant at) {
    this.written = at;
    return this;
  }

  void rename(String next) {
    name = next;
  }

  String id() {
    return id;
  }

  String name() {
    return name;
  }

  Instant written() {
    return written;
  }
}
