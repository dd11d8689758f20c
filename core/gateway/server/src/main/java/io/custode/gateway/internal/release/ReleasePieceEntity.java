// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.release;

import io.custode.api.id.Uuid7;
import io.custode.persistence.ProviderWide;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Lob;
import javax.persistence.Table;
import javax.persistence.Version;

/** A piece of a release's archive. */
@Entity
@ProviderWide
@Table(name = "agent_release_piece")
public class ReleasePieceEntity {
  static final int LENGTH = 256 * 1024;

  @Id
  @Column(length = 36)
  private String id = "";

  @Version private long revision;

  @Column(name = "release_id", length = 36, nullable = false)
  private String release = "";

  @Column(name = "piece_number", nullable = false)
  private int number;

  @Lob
  @Column(nullable = false)
  private byte[] content = {};

  protected ReleasePieceEntity() {}

  ReleasePieceEntity(String release, int number, byte[] content) {
    this.id = Uuid7.next();
    this.release = release;
    this.number = number;
    this.content = content;
  }

  byte[] content() {
    return content;
  }
}
