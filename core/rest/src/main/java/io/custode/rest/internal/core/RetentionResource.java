// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Doc;
import io.custode.api.page.Page;
import io.custode.api.retention.Retention;
import io.custode.api.retention.RetentionCount;
import io.custode.api.retention.RetentionKind;
import io.custode.api.retention.RetentionRule;
import javax.ws.rs.GET;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** How long what happened is kept, in all tenants. */
@Component(service = RetentionResource.class)
@JaxrsResource
@Path("retention")
public final class RetentionResource {
  /** How long. */
  public record Days(@Doc("Days; null: for ever") @Nullable Integer days) {}

  private final Retention retention;

  @Activate
  public RetentionResource(@Reference Retention retention) {
    this.retention = retention;
  }

  @GET
  @Doc("Rules, one for each kind")
  @RequiresPermission("core.retention.read")
  public Page<RetentionRule> rules() {
    return new Page<>(retention.rules(), null);
  }

  @GET
  @Path("preview")
  @Doc("What would be deleted now; deletes nothing")
  @RequiresPermission("core.retention.read")
  public Page<RetentionCount> preview() {
    return new Page<>(retention.preview(), null);
  }

  @PUT
  @Path("{kind}")
  @Doc("Say how long something is kept")
  @RequiresPermission("core.retention.write")
  public RetentionRule set(@PathParam("kind") RetentionKind kind, Days body) {
    return retention.set(kind, body.days());
  }
}
