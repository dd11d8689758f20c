// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.stamp;

import io.custode.persistence.ProviderWide;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;

/** How often something of the provider's changed: one row, made by the changelog. */
@Entity
@ProviderWide
@Table(name = "provider_stamp")
public class ProviderStampEntity {
  @Id private int id;

  @Version private long revision;

  @Column(nullable = false)
  private long changes;

  protected ProviderStampEntity() {}
}
