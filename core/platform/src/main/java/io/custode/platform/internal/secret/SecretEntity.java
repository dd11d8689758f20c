// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.secret;

import io.custode.api.secret.SecretInfo;
import io.custode.api.secret.SecretName;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.InstantMicros;
import io.custode.persistence.ProviderWide;
import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;

/** A secret's envelope. Some are a tenant's, some the provider's, hence provider-wide. */
@Entity
@ProviderWide
@Table(name = "secret")
public class SecretEntity {
  @Id
  @Column(length = 36)
  private String id;

  @Version private long revision;

  /** The tenant, or {@link Scope#PROVIDER}. */
  @Column(name = "held_by", nullable = false)
  private String scope;

  @Column(nullable = false)
  private String name;

  @Column(name = "key_id", nullable = false)
  private String keyId;

  @Column(name = "data_key", nullable = false)
  private String dataKey;

  @Column(nullable = false)
  private String sealed;

  @Convert(converter = InstantMicros.class)
  @Column(name = "changed_at", nullable = false)
  private Instant changedAt;

  protected SecretEntity() {
    id = "";
    scope = "";
    name = "";
    keyId = "";
    dataKey = "";
    sealed = "";
    changedAt = Instant.EPOCH;
  }

  SecretEntity(String id, Scope scope, SecretName name) {
    this();
    this.id = id;
    this.scope = scope.text();
    this.name = name.value();
  }

  String id() {
    return id;
  }

  String name() {
    return name;
  }

  Scope scope() {
    return new Scope(scope);
  }

  Envelope envelope() {
    return new Envelope(keyId, dataKey, sealed);
  }

  void set(Envelope envelope, Instant now) {
    put(envelope);
    changedAt = now;
  }

  /** The same value under another key. */
  void put(Envelope envelope) {
    keyId = envelope.keyId();
    dataKey = envelope.dataKey();
    sealed = envelope.sealed();
  }

  SecretInfo toInfo() {
    return new SecretInfo(
        SecretName.of(name),
        scope.equals(Scope.PROVIDER) ? null : TenantId.of(scope),
        changedAt,
        keyId);
  }
}
