// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.asset;

import io.custode.persistence.InstantMicros;
import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Lob;
import javax.persistence.Table;
import javax.persistence.Version;

/** What a merge needs to be taken apart. */
@Entity
@Table(name = "merge_kept")
public class MergeKeptEntity {
  @Id
  @Column(name = "proposal_id", length = 36)
  private String proposal = "";

  @Version private long revision;

  @Lob
  @Column(nullable = false)
  private String body = "";

  @Convert(converter = InstantMicros.class)
  @Column(name = "merged_at", nullable = false)
  private Instant mergedAt = Instant.EPOCH;

  protected MergeKeptEntity() {}

  MergeKeptEntity(String proposal, String body) {
    this.proposal = proposal;
    this.body = body;
    this.mergedAt = Instant.now();
  }

  String body() {
    return body;
  }
}
