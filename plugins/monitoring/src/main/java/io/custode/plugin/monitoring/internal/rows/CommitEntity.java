// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.rows;

import io.custode.persistence.ProviderWide;
import io.custode.plugin.monitoring.internal.store.Journal;
import java.io.Serializable;
import java.util.Objects;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.IdClass;
import javax.persistence.Table;
import javax.persistence.Version;

/** A commit in a writer's log. */
@Entity
@ProviderWide
@Table(name = "log")
@IdClass(CommitEntity.Key.class)
public class CommitEntity {
  @Id
  @Column(name = "writer_id", length = 36)
  private String writer;

  @Id private long number;

  @Version private long revision;

  private byte[] content;

  protected CommitEntity() {
    writer = "";
    content = new byte[0];
  }

  CommitEntity(String writer, long number, byte[] content) {
    this.writer = writer;
    this.number = number;
    this.content = content;
  }

  Journal.Commit toCommit() {
    return new Journal.Commit(number, content);
  }

  /** Both columns. */
  public static class Key implements Serializable {
    private static final long serialVersionUID = 1;
    String writer = "";
    long number;

    public Key() {}

    @Override
    public boolean equals(Object o) {
      return o instanceof Key k && k.writer.equals(writer) && k.number == number;
    }

    @Override
    public int hashCode() {
      return Objects.hash(writer, number);
    }
  }
}
