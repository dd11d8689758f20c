// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.external;

import io.custode.api.id.Uuid7;
import io.custode.persistence.InstantMicros;
import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.jspecify.annotations.Nullable;

/** By which key a source outside knows a thing of a tenant. */
@Entity
@Table(name = "external_ref")
public class ExternalRefEntity {
  @Id
  @Column(length = 36)
  private String id = "";

  @Version private long revision;

  /** {@code site}, {@code contact} or {@code asset}. */
  @Column(nullable = false)
  private String kind = "";

  @Column(nullable = false)
  private String source = "";

  @Column(name = "external_id", nullable = false)
  private String externalId = "";

  @Column(name = "target_id", nullable = false)
  private String target = "";

  /** When the source was found to have it no longer; null while it does. */
  @Convert(converter = InstantMicros.class)
  @Column(name = "gone_at")
  private @Nullable Instant goneAt;

  protected ExternalRefEntity() {}

  public ExternalRefEntity(String kind, String source, String externalId, String target) {
    this.id = Uuid7.next();
    this.kind = kind;
    this.source = source;
    this.externalId = externalId;
    this.target = target;
  }

  public String externalId() {
    return externalId;
  }

  public String target() {
    return target;
  }

  public boolean isGone() {
    return goneAt != null;
  }

  public void gone(Instant now) {
    goneAt = now;
  }

  public void back() {
    goneAt = null;
  }
}
