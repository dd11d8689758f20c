// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.UserId;
import io.custode.api.id.Uuid7;
import io.custode.persistence.InstantMicros;
import io.custode.persistence.ProviderWide;
import io.custode.platform.internal.push.Subscription;
import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.jspecify.annotations.Nullable;

/** A browser that a user lets be told. */
@Entity
@ProviderWide
@Table(name = "push_device")
public class PushDeviceEntity {
  @Id
  @Column(length = 36)
  private String id;

  @Version private long revision;

  @Column(name = "person_id", nullable = false)
  private String user;

  @Column(nullable = false)
  private String label;

  @Column(nullable = false)
  private String endpoint;

  /** Of the endpoint, unique. */
  @Column(name = "endpoint_hash", nullable = false)
  private String endpointHash;

  @Column(name = "browser_key", nullable = false)
  private String key;

  @Column(name = "auth_secret", nullable = false)
  private String auth;

  @Convert(converter = InstantMicros.class)
  @Column(name = "created_at", nullable = false)
  private Instant createdAt;

  @Convert(converter = InstantMicros.class)
  @Column(name = "told_at")
  private @Nullable Instant toldAt;

  protected PushDeviceEntity() {
    id = "";
    user = "";
    label = "";
    endpoint = "";
    endpointHash = "";
    key = "";
    auth = "";
    createdAt = Instant.EPOCH;
  }

  PushDeviceEntity(UserId user, String label, Subscription subscription, Instant now) {
    this();
    this.id = Uuid7.next();
    this.user = user.value();
    this.createdAt = now;
    say(label, subscription);
  }

  final void say(String next, Subscription subscription) {
    label = next;
    endpoint = subscription.endpoint();
    endpointHash = Secrets.hash(endpoint);
    key = subscription.key();
    auth = subscription.auth();
  }

  void told(Instant now) {
    toldAt = now;
  }

  String id() {
    return id;
  }

  UserId user() {
    return UserId.of(user);
  }

  Subscription subscription() {
    return new Subscription(endpoint, key, auth);
  }

  PushDevice toDevice() {
    return new PushDevice(id, label, endpointHash, createdAt, toldAt);
  }
}
