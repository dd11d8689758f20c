// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.notice;

import io.custode.api.alert.Severity;
import io.custode.api.json.Json;
import io.custode.api.notice.NewNotice;
import io.custode.api.notice.Notice;
import io.custode.api.notice.NoticeId;
import io.custode.api.notice.NoticeInfo;
import io.custode.api.notice.NoticeRuleId;
import io.custode.api.notice.NoticeState;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.InstantMicros;
import io.custode.persistence.ProviderWide;
import java.time.Duration;
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

/** A notice by one rule: the queue of record. */
@Entity
@ProviderWide
@Table(name = "notice")
public class NoticeEntity {
  private static final int REASON = 500;

  @Id
  @Column(length = 36)
  private String id = "";

  @Version private long revision;

  @Column(name = "rule_id", nullable = false)
  private String rule = "";

  @Column(name = "event_id", nullable = false)
  private String event = "";

  @Column(name = "about_tenant")
  private @Nullable String tenant;

  @Column(nullable = false)
  private String kind = "";

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private Severity severity = Severity.INFO;

  @Column(nullable = false)
  private String subject = "";

  @Lob
  @Column(name = "body", nullable = false)
  private String text = "";

  @Lob
  @Column(name = "data_json", nullable = false)
  private String data = "";

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private NoticeState state = NoticeState.WAITING;

  @Column(nullable = false)
  private int attempts;

  @Convert(converter = InstantMicros.class)
  @Column(name = "not_before", nullable = false)
  private Instant notBefore = Instant.EPOCH;

  @Convert(converter = InstantMicros.class)
  @Column(name = "told_at", nullable = false)
  private Instant at = Instant.EPOCH;

  @Convert(converter = InstantMicros.class)
  @Column(name = "created_at", nullable = false)
  private Instant createdAt = Instant.EPOCH;

  @Convert(converter = InstantMicros.class)
  @Column(name = "ended_at")
  private @Nullable Instant endedAt;

  @Column private @Nullable String reason;

  protected NoticeEntity() {}

  NoticeEntity(
      NoticeRuleId rule,
      NewNotice told,
      @Nullable TenantId tenant,
      NoticeText.Written written,
      Instant notBefore,
      Instant now) {
    this.id = NoticeId.next().value();
    this.rule = rule.value();
    this.event = told.event().value();
    this.tenant = tenant == null ? null : tenant.value();
    this.kind = told.kind();
    this.severity = told.severity();
    this.subject = written.subject();
    this.text = written.text();
    this.data = written.data().text();
    this.notBefore = notBefore;
    this.at = told.at();
    this.createdAt = now;
  }

  String rule() {
    return rule;
  }

  boolean isParked() {
    return state == NoticeState.PARKED;
  }

  boolean isWaiting() {
    return state == NoticeState.WAITING;
  }

  /** How long it has been let wait by its channel. */
  Duration age(Instant now) {
    return Duration.between(notBefore, now);
  }

  void delivered(Instant now) {
    attempts++;
    state = NoticeState.DELIVERED;
    endedAt = now;
    reason = null;
  }

  void failed(String why) {
    attempts++;
    reason = why.length() > REASON ? why.substring(0, REASON) : why;
  }

  void park(Instant now) {
    state = NoticeState.PARKED;
    endedAt = now;
  }

  void again(Instant now) {
    state = NoticeState.WAITING;
    notBefore = now;
    endedAt = null;
  }

  Notice toNotice() {
    return new Notice(
        NoticeId.of(id),
        kind,
        severity,
        tenant == null ? null : TenantId.of(tenant),
        subject,
        text,
        new Json(data),
        at);
  }

  NoticeInfo toInfo() {
    return new NoticeInfo(
        NoticeId.of(id),
        NoticeRuleId.of(rule),
        kind,
        severity,
        tenant == null ? null : TenantId.of(tenant),
        subject,
        state,
        attempts,
        notBefore,
        createdAt,
        endedAt,
        reason);
  }
}
