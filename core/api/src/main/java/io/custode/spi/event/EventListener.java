// SPDX-License-Identifier: Apache-2.0
package io.custode.spi.event;

import io.custode.api.event.DomainEvent;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Hears events of one type, named by {@link ListensTo}. Called after commit, on one node, on a
 * thread of the platform, bound to the event's tenant; once if all goes well, again with the same
 * id if a node dies in the middle. An exception means that it is called again later, a bounded
 * number of times; then the event is stuck for this listener, and {@code EventStuck} tells.
 * Meanwhile it hears what came after. What happens while it is not there, as during its plugin's
 * update, waits for it for a day. It is known by its component's name: a listener that gets another
 * one misses what waited for the first.
 */
@ConsumerType
@FunctionalInterface
public interface EventListener<E extends DomainEvent> {
  void on(E event);
}
