// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.notice;

import io.custode.api.access.UserId;
import io.custode.api.alert.Severity;
import io.custode.api.calendar.CalendarId;
import io.custode.api.group.GroupId;
import io.custode.api.notice.NewNoticeRule;
import io.custode.api.notice.NoticeRule;
import io.custode.api.notice.NoticeRuleId;
import io.custode.api.secret.SecretName;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.InstantMicros;
import io.custode.persistence.ProviderWide;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.jspecify.annotations.Nullable;

/** A rule, with how its channel does: it is leased by the node that sends for it. */
@Entity
@ProviderWide
@Table(name = "notice_rule")
public class NoticeRuleEntity {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);
  private static final int DOUBLINGS = 8;

  /** Where a rule leads whose person was erased. */
  public static final String NOWHERE = "erased person";

  @Id
  @Column(length = 36)
  private String id = "";

  @Version private long revision;

  @Column(nullable = false)
  private String name = "";

  /** Parted by blanks. */
  @Column private @Nullable String kinds;

  @Enumerated(EnumType.STRING)
  @Column
  private @Nullable Severity severity;

  @Column(name = "about_tenant")
  private @Nullable String tenant;

  @Column(name = "group_id")
  private @Nullable String group;

  @Column(nullable = false)
  private String channel = "";

  @Column(nullable = false)
  private String target = "";

  @Column(name = "secret_name")
  private @Nullable String secret;

  @Column(name = "language_code", nullable = false)
  private String language = "en";

  @Column(name = "calendar_id")
  private @Nullable String calendar;

  @Column(nullable = false)
  private int failures;

  @Convert(converter = InstantMicros.class)
  @Column(name = "paused_until", nullable = false)
  private Instant pausedUntil = Instant.EPOCH;

  @Convert(converter = InstantMicros.class)
  @Column(name = "leased_until", nullable = false)
  private Instant leasedUntil = Instant.EPOCH;

  @Column(nullable = false)
  private boolean enabled = true;

  /** How often it was said anew; the other revision counts what the sender notes, too. */
  @Column(name = "said_times", nullable = false)
  private long said;

  /** Whose devices it is for, if it came with them; null: somebody made it for others. */
  @Column(name = "owner_id")
  private @Nullable String owner;

  protected NoticeRuleEntity() {}

  NoticeRuleEntity(NewNoticeRule rule, @Nullable UserId owner) {
    id = NoticeRuleId.next().value();
    this.owner = owner == null ? null : owner.value();
    say(rule);
  }

  final void say(NewNoticeRule rule) {
    said++;
    name = rule.name();
    kinds = rule.kinds() == null || rule.kinds().isEmpty() ? null : String.join(" ", rule.kinds());
    severity = rule.severity();
    tenant = rule.tenant() == null ? null : rule.tenant().value();
    group = rule.group() == null ? null : rule.group().value();
    channel = rule.channel();
    target = rule.target();
    secret = rule.secret() == null ? null : rule.secret().value();
    language = rule.language() == null ? "en" : rule.language();
    calendar = rule.quietOutside() == null ? null : rule.quietOutside().value();
  }

  /**
   * @param addresses lower case
   */
  public boolean leadsTo(List<String> addresses) {
    return addresses.contains(target.toLowerCase(Locale.ROOT));
  }

  /** Off, and to nobody. */
  public void leadNowhere() {
    target = NOWHERE;
    enabled = false;
  }

  public String id() {
    return id;
  }

  /**
   * @return whether it is ours until then
   */
  boolean lease(Instant now, Instant until) {
    if (!enabled || leasedUntil.isAfter(now) || pausedUntil.isAfter(now)) {
      return false;
    }
    leasedUntil = until;
    return true;
  }

  void release() {
    leasedUntil = Instant.EPOCH;
  }

  void worked() {
    failures = 0;
    pausedUntil = Instant.EPOCH;
  }

  void enable(boolean on) {
    enabled = on;
  }

  long said() {
    return said;
  }

  boolean isEnabled() {
    return enabled;
  }

  /** Waits twice as long as before, from ten seconds to half an hour. */
  void failed(Instant now) {
    var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures, DOUBLINGS));
    failures++;
    pausedUntil = now.plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
  }

  NoticeRule toRule() {
    return new NoticeRule(
        NoticeRuleId.of(id),
        name,
        kinds == null ? List.of() : List.of(kinds.split(" ")),
        severity,
        tenant == null ? null : TenantId.of(tenant),
        group == null ? null : GroupId.of(group),
        channel,
        target,
        secret == null ? null : SecretName.of(secret),
        language,
        calendar == null ? null : CalendarId.of(calendar),
        failures,
        pausedUntil.equals(Instant.EPOCH) ? null : pausedUntil,
        enabled,
        said);
  }
}
