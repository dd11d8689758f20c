// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.access.Principal;
import io.custode.api.access.SignedInAllowed;
import io.custode.api.command.Doc;
import io.custode.core.ui.UiContributions;
import io.custode.core.ui.UiOffer;
import io.custode.core.ui.UiPlugin;
import io.custode.rest.internal.gate.Caller;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.core.Context;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** What plugins bring to the console, or to customers' portal. */
@Component(service = UiContributionsResource.class)
@JaxrsResource
@Path("ui/contributions")
public final class UiContributionsResource {
  /** What the points of the portal begin with. */
  private static final String PORTAL = "portal.";

  private final UiContributions contributions;

  @Activate
  public UiContributionsResource(@Reference UiContributions contributions) {
    this.contributions = contributions;
  }

  @GET
  @Doc(
      "Pages, panels and commands of plugins that the caller may use: a contact's are the portal's")
  @SignedInAllowed("each contribution names the permissions that show it")
  public UiOffer get(@Context Caller caller) {
    var who = caller.signedIn();
    boolean isCustomer = who.kind() == Principal.Kind.CONTACT;
    var offer = contributions.offer(who::may);
    return new UiOffer(
        offer.rev(),
        offer.sdk(),
        offer.plugins().stream()
            .map(plugin -> seenBy(isCustomer, plugin))
            .filter(plugin -> !plugin.contributes().isEmpty())
            .toList());
  }

  /**
   * Customers have the portal and nothing of the console, whoever works for the MSP has the rest.
   */
  private static UiPlugin seenBy(boolean isCustomer, UiPlugin plugin) {
    return new UiPlugin(
        plugin.id(),
        plugin.version(),
        plugin.name(),
        plugin.sdk(),
        plugin.module(),
        plugin.contributes().stream()
            .filter(its -> String.valueOf(its.point()).startsWith(PORTAL) == isCustomer)
            .toList());
  }
}
