// SPDX-License-Identifier: Apache-2.0
package io.custode.api.event;

import java.time.Instant;

/**
 * Something that happened: a record named in the past tense. Its components are ids, values of the
 * JDK and records of these, so that it travels as JSON. A record that must reach its own customer's
 * people implements {@link TenantEvent}.
 */
public interface DomainEvent {
  /**
   * @return by which a listener knows that it has seen it
   */
  EventId id();

  Instant at();
}
