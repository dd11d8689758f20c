// SPDX-License-Identifier: Apache-2.0
package io.custode.api.event;

import org.osgi.annotation.versioning.ProviderType;

/** Publishes events. */
@ProviderType
public interface Events {
  /**
   * Writes the event into the outbox of the open transaction: it is delivered if and only if that
   * commits.
   *
   * @throws IllegalStateException outside a write transaction
   */
  void publish(DomainEvent event);
}
