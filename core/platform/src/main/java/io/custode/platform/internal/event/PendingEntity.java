// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.event;

import io.custode.api.id.Uuid7;
import io.custode.persistence.InstantMicros;
import io.custode.persistence.ProviderWide;
import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Lob;
import javax.persistence.Table;
import javax.persistence.Version;
import org.jspecify.annotations.Nullable;

/** An event that one listener has yet to take. */
@Entity
@ProviderWide
@Table(name = "event_pending")
public class PendingEntity {
  /** Whether it is tried again by itself. */
  enum State {
    WAITING,
    STUCK
  }

  private static final int LONGEST_REASON = 500;

  @Id
  @Column(length = 36)
  private String id = "";

  @Version private long revision;

  @Column(name = "event_id", nullable = false)
  private String event = "";

  @Column(nullable = false)
  private String listener = "";

  @Column(nullable = false)
  private String type = "";

  @Column(name = "about_tenant")
  private @Nullable String tenant;

  @Lob
  @Column(nullable = false)
  private String payload = "";

  @Convert(converter = InstantMicros.class)
  @Column(name = "happened_at", nullable = false)
  private Instant happenedAt = Instant.EPOCH;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private State state = State.WAITING;

  @Column(nullable = false)
  private int attempts;

  @Convert(converter = InstantMicros.class)
  @Column(name = "due_at", nullable = false)
  private Instant dueAt = Instant.EPOCH;

  @Column(nullable = false)
  private String reason = "";

  protected PendingEntity() {}

  PendingEntity(Heard heard, String listener) {
    this.id = Uuid7.next();
    this.event = heard.id();
    this.listener = listener;
    this.type = heard.type();
    this.tenant = heard.tenant();
    this.payload = heard.payload();
    this.happenedAt = heard.at();
  }

  void again(int tried, Instant due, String why) {
    state = State.WAITING;
    attempts = tried;
    dueAt = due;
    reason = cut(why);
  }

  void stick(int tried, String why) {
    state = State.STUCK;
    attempts = tried;
    reason = cut(why);
  }

  private static String cut(String why) {
    return why.length() > LONGEST_REASON ? why.substring(0, LONGEST_REASON) : why;
  }

  String id() {
    return id;
  }

  String event() {
    return event;
  }

  String listener() {
    return listener;
  }

  int attempts() {
    return attempts;
  }

  boolean isStuck() {
    return state == State.STUCK;
  }

  String reason() {
    return reason;
  }

  Heard toHeard() {
    return new Heard(event, type, tenant, payload, happenedAt);
  }
}
