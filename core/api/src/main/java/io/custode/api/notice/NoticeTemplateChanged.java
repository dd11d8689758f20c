// SPDX-License-Identifier: Apache-2.0
package io.custode.api.notice;

import io.custode.api.event.DomainEvent;
import io.custode.api.event.EventId;
import java.time.Instant;

/**
 * The words of notices were set, or are the platform's own again.
 *
 * @param kind or {@value NoticeTemplate#ALL}
 */
public record NoticeTemplateChanged(
    EventId id, String kind, String language, boolean reset, Instant at) implements DomainEvent {}
