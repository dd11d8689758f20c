// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.policy;

import io.custode.api.group.GroupFate;
import io.custode.api.group.ProviderGroupChanged;
import io.custode.spi.event.EventListener;
import io.custode.spi.event.ListensTo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** A group of the provider's that went has no policies of the provider's. */
@Component
@ListensTo(ProviderGroupChanged.class)
public final class OnProviderGroupChanged implements EventListener<ProviderGroupChanged> {
  private final JpaPolicies policies;

  @Activate
  public OnProviderGroupChanged(@Reference JpaPolicies policies) {
    this.policies = policies;
  }

  @Override
  public void on(ProviderGroupChanged event) {
    if (event.fate() == GroupFate.REMOVED) {
      policies.clearGroup(null, event.group().value());
    }
  }
}
