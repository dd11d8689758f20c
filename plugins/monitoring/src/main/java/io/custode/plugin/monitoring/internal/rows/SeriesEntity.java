// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.rows;

import io.custode.persistence.ProviderWide;
import io.custode.plugin.monitoring.internal.store.Series;
import io.custode.plugin.monitoring.internal.store.SeriesName;
import java.util.UUID;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;

/** A series of an asset. */
@Entity
@ProviderWide
@Table(name = "series")
public class SeriesEntity {
  @Id private long id;

  @Version private long revision;

  @Column(name = "tenant_id", length = 36)
  private String tenant;

  @Column(name = "asset_id", length = 36)
  private String asset;

  @Column(length = 100)
  private String name;

  @Column(length = 16)
  private String unit;

  protected SeriesEntity() {
    tenant = "";
    asset = "";
    name = "";
    unit = "";
  }

  SeriesEntity(Series series) {
    id = series.id();
    tenant = series.tenant().toString();
    asset = series.asset().toString();
    name = series.name().name();
    unit = series.name().unit();
  }

  Series toSeries() {
    return new Series(
        id, UUID.fromString(tenant), UUID.fromString(asset), new SeriesName(name, unit));
  }
}
