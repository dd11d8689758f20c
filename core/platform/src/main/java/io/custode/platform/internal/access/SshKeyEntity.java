// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.UserId;
import io.custode.api.id.Uuid7;
import io.custode.persistence.InstantMicros;
import io.custode.persistence.ProviderWide;
import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.jspecify.annotations.Nullable;

/** A key by which a user comes into the shell. */
@Entity
@ProviderWide
@Table(name = "ssh_key")
public class SshKeyEntity {
  @Id
  @Column(length = 36)
  private String id;

  @Version private long revision;

  @Column(name = "person_id", nullable = false)
  private String user;

  @Column(nullable = false)
  private String label;

  @Column(name = "key_type", nullable = false)
  private String type;

  @Column(name = "key_hash", nullable = false)
  private String hash;

  @Column(nullable = false)
  private String fingerprint;

  @Convert(converter = InstantMicros.class)
  @Column(name = "created_at", nullable = false)
  private Instant createdAt;

  @Convert(converter = InstantMicros.class)
  @Column(name = "used_at")
  private @Nullable Instant usedAt;

  protected SshKeyEntity() {
    id = "";
    user = "";
    label = "";
    type = "";
    hash = "";
    fingerprint = "";
    createdAt = Instant.EPOCH;
  }

  SshKeyEntity(UserId user, String label, SshPublicKey key, Instant now) {
    this.id = Uuid7.next();
    this.user = user.value();
    this.label = label;
    this.type = key.type();
    this.hash = key.hash();
    this.fingerprint = key.fingerprint();
    this.createdAt = now;
  }

  String id() {
    return id;
  }

  UserId user() {
    return UserId.of(user);
  }

  String hash() {
    return hash;
  }

  void used(Instant now) {
    usedAt = now;
  }

  SshKey toKey(String name) {
    return new SshKey(id, name, label, type, fingerprint, createdAt, usedAt);
  }
}
