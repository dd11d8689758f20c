// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.rows;

import io.custode.persistence.ProviderWide;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;

/** Counts, and is locked by who must be alone. */
@Entity
@ProviderWide
@Table(name = "counter")
public class CounterEntity {
  static final String SERIES = "series";
  static final String CHUNKS = "chunks";

  @Id
  @Column(length = 20)
  private String id;

  @Version private long revision;

  @Column(name = "next_value")
  private long next;

  protected CounterEntity() {
    id = "";
  }

  /**
   * @return the first of so many numbers, which nobody else gets
   */
  long take(int numbers) {
    long first = next;
    next += numbers;
    return first;
  }
}
