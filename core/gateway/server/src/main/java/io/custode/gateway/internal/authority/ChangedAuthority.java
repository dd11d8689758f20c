// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.authority;

import io.custode.spi.event.EventListener;
import io.custode.spi.event.ListensTo;
import io.custode.spi.event.OnEveryNode;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** A step was made, maybe on another node. */
@Component
@OnEveryNode
@ListensTo(AuthorityChanged.class)
public final class ChangedAuthority implements EventListener<AuthorityChanged> {
  private final OneAuthority one;

  @Activate
  public ChangedAuthority(@Reference OneAuthority one) {
    this.one = one;
  }

  @Override
  public void on(AuthorityChanged event) {
    one.settle();
  }
}
