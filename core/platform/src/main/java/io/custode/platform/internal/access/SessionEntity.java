// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.SessionId;
import io.custode.core.access.SignIn.Origin;
import io.custode.persistence.InstantMicros;
import io.custode.persistence.ProviderWide;
import java.time.Duration;
import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.jspecify.annotations.Nullable;

/** A browser session; the secret is known to the browser only. */
@Entity
@ProviderWide
@Table(name = "web_session")
public class SessionEntity {
  @Id
  @Column(name = "secret_hash", length = 64)
  private String secretHash;

  @Version private long revision;

  @Column(name = "person_id", nullable = false)
  private String user;

  @Column(nullable = false)
  private String csrf;

  @Convert(converter = InstantMicros.class)
  @Column(name = "ends_at", nullable = false)
  private Instant endsAt;

  /** Null if version 0.1.0 opened it, as all below. */
  @Column(length = 36)
  private @Nullable String id;

  @Convert(converter = InstantMicros.class)
  @Column(name = "created_at")
  private @Nullable Instant createdAt;

  @Convert(converter = InstantMicros.class)
  @Column(name = "seen_at")
  private @Nullable Instant seenAt;

  private @Nullable String address;

  private @Nullable String browser;

  /** By which he signed in; null: by what he has here. */
  @Column(name = "provider_id")
  private @Nullable String provider;

  /** Whether it was opened by two factors. */
  @Column(nullable = false)
  private boolean strong;

  protected SessionEntity() {
    secretHash = "";
    user = "";
    csrf = "";
    endsAt = Instant.EPOCH;
  }

  SessionEntity(
      String secretHash, String user, String csrf, Origin origin, Instant now, Instant endsAt) {
    this.secretHash = secretHash;
    this.id = SessionId.next().value();
    this.user = user;
    this.csrf = csrf;
    this.createdAt = now;
    this.seenAt = now;
    this.address = cut(origin.address(), 60);
    this.browser = cut(origin.browser(), 200);
    this.endsAt = endsAt;
  }

  void openedBy(String provider, boolean strong) {
    this.provider = provider;
    this.strong = strong;
  }

  @Nullable String provider() {
    return provider;
  }

  boolean isStrong() {
    return strong;
  }

  private static String cut(String text, int most) {
    return text.length() > most ? text.substring(0, most) : text;
  }

  boolean isOpen(Instant now, Duration idle) {
    return now.isBefore(endsAt) && (seenAt == null || now.isBefore(seenAt.plus(idle)));
  }

  boolean wasSeenSince(Instant since) {
    return seenAt != null && !seenAt.isBefore(since);
  }

  void seen(Instant now) {
    seenAt = now;
  }

  WebSession toSession(String name) {
    return new WebSession(
        SessionId.of(String.valueOf(id)), name, address, browser, createdAt, seenAt, endsAt);
  }

  String user() {
    return user;
  }

  String csrf() {
    return csrf;
  }
}
