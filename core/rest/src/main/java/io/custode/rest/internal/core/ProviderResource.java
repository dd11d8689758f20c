// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Doc;
import io.custode.api.provider.Provider;
import io.custode.api.provider.ProviderChange;
import io.custode.api.provider.ProviderProfile;
import javax.ws.rs.GET;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** What the MSP says of itself. */
@Component(service = ProviderResource.class)
@JaxrsResource
@Path("provider")
public final class ProviderResource {
  private final ProviderProfile profile;

  @Activate
  public ProviderResource(@Reference ProviderProfile profile) {
    this.profile = profile;
  }

  @GET
  @Doc("Name, look, language and time zone of the MSP")
  @RequiresPermission("core.provider.read")
  public Provider get() {
    return profile.get();
  }

  @PUT
  @Doc("Set all of it; what is null is taken away")
  @RequiresPermission("core.provider.write")
  public Provider set(ProviderChange body) {
    return profile.set(body);
  }
}
