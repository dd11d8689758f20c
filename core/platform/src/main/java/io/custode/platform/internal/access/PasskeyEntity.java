// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.UserId;
import io.custode.api.id.Uuid7;
import io.custode.persistence.InstantMicros;
import io.custode.persistence.ProviderWide;
import io.custode.platform.internal.passkey.Ceremony;
import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.jspecify.annotations.Nullable;

/** A passkey of a user: its public half. */
@Entity
@ProviderWide
@Table(name = "passkey")
public class PasskeyEntity {
  @Id
  @Column(length = 36)
  private String id;

  /** Two uses at the same moment: one of them is refused by it. */
  @Version private long revision;

  @Column(name = "person_id", nullable = false)
  private String user;

  /** Of its own id, unique. */
  @Column(name = "credential_hash", nullable = false)
  private String credentialHash;

  @Column(nullable = false)
  private String label;

  @Column(name = "credential_id", nullable = false)
  private String credential;

  @Column(name = "credential_data", nullable = false)
  private String data;

  @Column(name = "use_counter", nullable = false)
  private long counter;

  @Column(nullable = false)
  private boolean synced;

  @Convert(converter = InstantMicros.class)
  @Column(name = "created_at", nullable = false)
  private Instant createdAt;

  @Convert(converter = InstantMicros.class)
  @Column(name = "used_at")
  private @Nullable Instant usedAt;

  protected PasskeyEntity() {
    id = "";
    user = "";
    credentialHash = "";
    label = "";
    credential = "";
    data = "";
    createdAt = Instant.EPOCH;
  }

  PasskeyEntity(UserId user, String label, Ceremony.Passkey passkey, Instant now) {
    this.id = Uuid7.next();
    this.user = user.value();
    this.label = label;
    this.credentialHash = Secrets.hash(passkey.id());
    this.credential = passkey.id();
    this.data = passkey.data();
    this.counter = passkey.counter();
    this.synced = passkey.synced();
    this.createdAt = now;
  }

  void rename(String next) {
    label = next;
  }

  void used(long count, Instant now) {
    counter = count;
    usedAt = now;
  }

  String id() {
    return id;
  }

  UserId user() {
    return UserId.of(user);
  }

  String credential() {
    return credential;
  }

  Ceremony.Passkey passkey() {
    return new Ceremony.Passkey(credential, data, counter, synced);
  }

  Passkey toPasskey() {
    return new Passkey(id, label, synced, createdAt, usedAt);
  }
}
