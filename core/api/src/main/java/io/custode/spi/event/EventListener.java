// SPDX-License-Identifier: Apache-2.0
package io.custode.spi.event;

import io.custode.api.event.DomainEvent;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Hears events of one type, named by {@link ListensTo}. Called after commit, at least once, on a
 * thread of the platform, bound to the event's tenant; an exception means that it is called again
 * later.
 */
@ConsumerType
@FunctionalInterface
public interface EventListener<E extends DomainEvent> {
  void on(E event);
}
