// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.testing;

import io.custode.persistence.ProviderWide;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;

/** Append-only, of a tenant or of none. */
@Entity
@ProviderWide
@Table(name = "log_line")
public class LogLineEntity {
  @Id private String id;
  @Version private long revision;

  @Column(name = "tenant_id")
  private String tenant;

  private String text;

  protected LogLineEntity() {}

  LogLineEntity(String id, String tenant, String text) {
    this.id = id;
    this.tenant = tenant;
    this.text = text;
  }

  void rewrite(String next) {
    text = next;
  }
}
