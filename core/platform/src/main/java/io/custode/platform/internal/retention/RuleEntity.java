// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.retention;

import io.custode.api.retention.RetentionKind;
import io.custode.persistence.ProviderWide;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;

/** How many days something is kept; without a row, for ever. */
@Entity
@ProviderWide
@Table(name = "retention_rule")
public class RuleEntity {
  @Id
  @Enumerated(EnumType.STRING)
  @Column(length = 30)
  private RetentionKind kind = RetentionKind.ACTIONS;

  @Version private long revision;

  @Column(name = "kept_days", nullable = false)
  private int days;

  protected RuleEntity() {}

  RuleEntity(RetentionKind kind, int days) {
    this.kind = kind;
    this.days = days;
  }

  RetentionKind kind() {
    return kind;
  }

  int days() {
    return days;
  }

  void keep(int next) {
    days = next;
  }
}
