// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.access.SignedInAllowed;
import io.custode.api.command.Doc;
import io.custode.core.ui.UiContributions;
import io.custode.core.ui.UiOffer;
import io.custode.rest.internal.gate.Caller;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.core.Context;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** What plugins bring to the console. */
@Component(service = UiContributionsResource.class)
@JaxrsResource
@Path("ui/contributions")
public final class UiContributionsResource {
  private final UiContributions contributions;

  @Activate
  public UiContributionsResource(@Reference UiContributions contributions) {
    this.contributions = contributions;
  }

  @GET
  @Doc("Pages, panels and commands of plugins that the caller may use")
  @SignedInAllowed("each contribution names the permissions that show it")
  public UiOffer get(@Context Caller caller) {
    return contributions.offer(caller.signedIn()::may);
  }
}
