// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Doc;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.secret.SecretInfo;
import io.custode.api.secret.SecretName;
import io.custode.api.secret.Secrets;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.core.Context;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Secrets of the tenant of the path, or of the provider: set here, and never shown. */
@Component(service = SecretsResource.class)
@JaxrsResource
@Path("secrets")
public final class SecretsResource {
  private final Secrets secrets;

  @Activate
  public SecretsResource(@Reference Secrets secrets) {
    this.secrets = secrets;
  }

  @GET
  @Doc("Which secrets there are, by name; never what they are")
  @RequiresPermission("core.secret.read")
  public Page<SecretInfo> find(@Context PageRequest page) {
    return secrets.find(page);
  }

  @PUT
  @Path("{name}")
  @Doc("Set a secret, whatever was there before")
  @RequiresPermission("core.secret.write")
  public SecretInfo set(@PathParam("name") SecretName name, NewSecret body) {
    try (var value = body.value()) {
      return secrets.set(name, value);
    }
  }

  @DELETE
  @Path("{name}")
  @Doc("Remove a secret, for good")
  @RequiresPermission("core.secret.write")
  public void remove(@PathParam("name") SecretName name) {
    secrets.remove(name);
  }
}
