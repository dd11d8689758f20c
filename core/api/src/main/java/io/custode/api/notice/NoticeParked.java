// SPDX-License-Identifier: Apache-2.0
package io.custode.api.notice;

import io.custode.api.event.DomainEvent;
import io.custode.api.event.EventId;
import java.time.Instant;

/**
 * A notice did not go within a day, or was refused for good; it waits for somebody to replay it.
 */
public record NoticeParked(
    EventId id, Instant at, NoticeRuleId rule, NoticeId notice, String channel, String reason)
    implements DomainEvent {}
