// SPDX-License-Identifier: Apache-2.0
package io.custode.api.notice;

import io.custode.api.alert.Severity;
import io.custode.api.calendar.CalendarId;
import io.custode.api.group.GroupId;
import io.custode.api.secret.SecretName;
import io.custode.api.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is told of what, and how it goes.
 *
 * @param failures how often in a row its channel failed
 * @param pausedUntil when it is tried next after a failure, or null
 * @param enabled whether it is on: while it is off it takes no notices, and what waits for it stays
 * @param revision counts how often it was said anew; send it back to say it anew
 */
public record NoticeRule(
    NoticeRuleId id,
    String name,
    List<String> kinds,
    @Nullable Severity severity,
    @Nullable TenantId tenant,
    @Nullable GroupId group,
    String channel,
    String target,
    @Nullable SecretName secret,
    String language,
    @Nullable CalendarId quietOutside,
    int failures,
    @Nullable Instant pausedUntil,
    boolean enabled,
    long revision) {
  /** One that is on, and was said once. */
  public NoticeRule(
      NoticeRuleId id,
      String name,
      List<String> kinds,
      @Nullable Severity severity,
      @Nullable TenantId tenant,
      @Nullable GroupId group,
      String channel,
      String target,
      @Nullable SecretName secret,
      String language,
      @Nullable CalendarId quietOutside,
      int failures,
      @Nullable Instant pausedUntil) {
    this(
        id,
        name,
        kinds,
        severity,
        tenant,
        group,
        channel,
        target,
        secret,
        language,
        quietOutside,
        failures,
        pausedUntil,
        true,
        1);
  }
}
