// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.rows;

import io.custode.persistence.ProviderWide;
import io.custode.plugin.monitoring.internal.store.Resolution;
import io.custode.plugin.monitoring.internal.store.Rows;
import java.io.Serializable;
import java.util.Objects;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.IdClass;
import javax.persistence.Table;
import javax.persistence.Version;

/**
 * A chunk. The period stands before the series in the key: what is written at once, and what goes
 * at once, lies together.
 */
@Entity
@ProviderWide
@Table(name = "chunk")
@IdClass(ChunkEntity.Key.class)
public class ChunkEntity {
  /** Minutes from one value to the next: never changed, other than an enum's order. */
  @Id private int resolution;

  @Id private long period;

  @Id private long series;

  @Version private long revision;

  private byte[] content;

  protected ChunkEntity() {
    content = new byte[0];
  }

  ChunkEntity(Rows.Stored chunk) {
    resolution = code(chunk.resolution());
    period = chunk.period();
    series = chunk.series();
    content = chunk.chunk();
  }

  Key key() {
    return new Key(resolution, period, series);
  }

  void put(byte[] chunk) {
    content = chunk;
  }

  Rows.Stored toStored(Resolution as) {
    return new Rows.Stored(series, as, period, content);
  }

  static int code(Resolution resolution) {
    return switch (resolution) {
      case RAW -> 0;
      case FIVE_MINUTES -> 5;
      case HOUR -> 60;
    };
  }

  /** Where a chunk belongs. */
  public static class Key implements Serializable {
    private static final long serialVersionUID = 1;
    int resolution;
    long period;
    long series;

    public Key() {}

    Key(Rows.Stored chunk) {
      this(code(chunk.resolution()), chunk.period(), chunk.series());
    }

    Key(int resolution, long period, long series) {
      this.resolution = resolution;
      this.period = period;
      this.series = series;
    }

    @Override
    public boolean equals(Object o) {
      return o instanceof Key k
          && k.resolution == resolution
          && k.period == period
          && k.series == series;
    }

    @Override
    public int hashCode() {
      return Objects.hash(resolution, period, series);
    }
  }
}
