// SPDX-License-Identifier: Apache-2.0
package io.custode.api.notice;

import io.custode.api.event.DomainEvent;
import io.custode.api.event.EventId;
import java.time.Instant;

/** A rule came to be, was changed, or went. */
public record NoticeRuleChanged(EventId id, NoticeRuleId rule, boolean removed, Instant at)
    implements DomainEvent {}
