// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.schema;

import org.eclipse.persistence.descriptors.DescriptorEvent;
import org.eclipse.persistence.descriptors.DescriptorEventAdapter;

/**
 * Refuses a fleet entity whose field was changed, or that another takes along. As read-only to
 * EclipseLink the change would be dropped in silence.
 */
final class FleetWrites extends DescriptorEventAdapter {
  @Override
  public void preInsert(DescriptorEvent event) {
    refuse(event);
  }

  @Override
  public void preUpdateWithChanges(DescriptorEvent event) {
    refuse(event);
  }

  @Override
  public void preDelete(DescriptorEvent event) {
    refuse(event);
  }

  private static void refuse(DescriptorEvent event) {
    throw new IllegalStateException(
        event.getObject().getClass().getSimpleName()
            + " is a fleet view: it can be read only. Write to its table.");
  }
}
