// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.policy;

import io.custode.api.tenant.SiteRemoved;
import io.custode.spi.event.EventListener;
import io.custode.spi.event.ListensTo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** A site that went has no policies. */
@Component
@ListensTo(SiteRemoved.class)
public final class OnSiteRemoved implements EventListener<SiteRemoved> {
  private final JpaPolicies policies;

  @Activate
  public OnSiteRemoved(@Reference JpaPolicies policies) {
    this.policies = policies;
  }

  @Override
  public void on(SiteRemoved event) {
    policies.clearSite(event.tenant(), event.site().value());
  }
}
