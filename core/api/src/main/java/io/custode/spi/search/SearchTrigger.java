// SPDX-License-Identifier: Apache-2.0
package io.custode.spi.search;

import io.custode.api.event.TenantEvent;
import java.util.stream.Stream;

/**
 * An event after which something is read again.
 *
 * @param event its record
 * @param component name of the record's component that holds the thing's id
 */
public record SearchTrigger(Class<? extends TenantEvent> event, String component) {
  public SearchTrigger {
    var components = event.getRecordComponents();
    if (components == null || Stream.of(components).noneMatch(c -> c.getName().equals(component))) {
      throw new IllegalArgumentException(event.getName() + " has no component " + component);
    }
  }
}
