// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.policy;

import io.custode.api.group.GroupChanged;
import io.custode.api.group.GroupFate;
import io.custode.spi.event.EventListener;
import io.custode.spi.event.ListensTo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** A tenant's group that went has no policies. */
@Component
@ListensTo(GroupChanged.class)
public final class OnGroupChanged implements EventListener<GroupChanged> {
  private final JpaPolicies policies;

  @Activate
  public OnGroupChanged(@Reference JpaPolicies policies) {
    this.policies = policies;
  }

  @Override
  public void on(GroupChanged event) {
    if (event.fate() == GroupFate.REMOVED) {
      policies.clearGroup(event.tenant(), event.group().value());
    }
  }
}
