// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.file;

import io.custode.api.id.Uuid7;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Lob;
import javax.persistence.Table;
import javax.persistence.Version;

/** A piece of a file's content. */
@Entity
@Table(name = "stored_file_piece")
public class FilePieceEntity {
  @Id
  @Column(length = 36)
  private String id = "";

  @Version private long revision;

  @Column(name = "file_id", nullable = false)
  private String file = "";

  @Column(name = "piece_number", nullable = false)
  private int number;

  @Lob
  @Column(nullable = false)
  private byte[] content = {};

  protected FilePieceEntity() {}

  FilePieceEntity(String file, int number, byte[] content) {
    this.id = Uuid7.next();
    this.file = file;
    this.number = number;
    this.content = content;
  }

  byte[] content() {
    return content;
  }
}
