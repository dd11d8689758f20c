// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.access.RequiresPermission;
import io.custode.api.agreement.Agreement;
import io.custode.api.agreement.AgreementChange;
import io.custode.api.agreement.AgreementId;
import io.custode.api.agreement.AgreementKind;
import io.custode.api.agreement.AgreementQuery;
import io.custode.api.agreement.Agreements;
import io.custode.api.agreement.NewAgreement;
import io.custode.api.command.Doc;
import io.custode.api.error.NotFound;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import java.time.LocalDate;
import javax.ws.rs.GET;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Agreements with the bound tenant, or with all that the caller sees. */
@Component(service = AgreementsResource.class)
@JaxrsResource
@Path("agreements")
public final class AgreementsResource {
  private final Agreements agreements;

  @Activate
  public AgreementsResource(@Reference Agreements agreements) {
    this.agreements = agreements;
  }

  @GET
  @Doc("Agreements, by their first day")
  @RequiresPermission("core.agreement.read")
  public Page<Agreement> find(
      @QueryParam("kind") @Nullable AgreementKind kind,
      @QueryParam("inForceOn") @Nullable LocalDate inForceOn,
      @Context PageRequest page) {
    return agreements.find(new AgreementQuery(kind, inForceOn), page);
  }

  @GET
  @Path("{id}")
  @Doc("An agreement")
  @RequiresPermission("core.agreement.read")
  public Agreement get(@PathParam("id") AgreementId id) {
    return agreements.get(id).orElseThrow(() -> new NotFound("agreement", id));
  }

  @POST
  @Doc("Record an agreement with the tenant of the path")
  @RequiresPermission("core.agreement.write")
  public Response create(NewAgreement body, @Context UriInfo uri) {
    var agreement = agreements.create(body);
    return Created.at(uri, agreement.id(), agreement);
  }

  @PATCH
  @Path("{id}")
  @Doc("Change an agreement; what is null stays")
  @RequiresPermission("core.agreement.write")
  public Agreement change(@PathParam("id") AgreementId id, AgreementChange body) {
    return agreements.change(id, body);
  }
}
