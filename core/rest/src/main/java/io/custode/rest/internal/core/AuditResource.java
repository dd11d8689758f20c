// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.access.RequiresPermission;
import io.custode.api.audit.Audit;
import io.custode.api.audit.AuditEntry;
import io.custode.api.audit.AuditQuery;
import io.custode.api.command.Doc;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Who did what. */
@Component(service = AuditResource.class)
@JaxrsResource
@Path("audit")
public final class AuditResource {
  private final Audit audit;

  @Activate
  public AuditResource(@Reference Audit audit) {
    this.audit = audit;
  }

  @GET
  @Doc("Audit entries, newest first")
  @RequiresPermission("core.audit.read")
  public Page<AuditEntry> find(
      @QueryParam("actor") @Nullable String actor,
      @QueryParam("verb") @Nullable String verb,
      @QueryParam("target") @Nullable String target,
      @Context PageRequest page) {
    return audit.find(new AuditQuery(actor, verb, target), page);
  }
}
