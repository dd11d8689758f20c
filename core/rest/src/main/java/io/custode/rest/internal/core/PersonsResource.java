// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Doc;
import io.custode.api.person.Erasure;
import io.custode.api.person.PersonId;
import io.custode.api.person.Persons;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** What is kept of a user or a contact. */
@Component(service = PersonsResource.class)
@JaxrsResource
@Path("persons")
public final class PersonsResource {
  /** That it is he who is meant. */
  public record Confirmation(@Doc("The person's name") String confirm) {}

  private final Persons persons;

  @Activate
  public PersonsResource(@Reference Persons persons) {
    this.persons = persons;
  }

  @GET
  @Path("{id}/export")
  @Produces("application/zip")
  @Doc("All that is kept of a user or a contact, as a ZIP file of JSON")
  @RequiresPermission("core.person.export")
  public byte[] export(@PathParam("id") PersonId id) {
    return persons.export(id);
  }

  @POST
  @Path("{id}/erase")
  @Doc("Erase a user or a contact, for good")
  @RequiresPermission("core.person.erase")
  public Erasure erase(@PathParam("id") PersonId id, Confirmation body) {
    return persons.erase(id, body.confirm());
  }
}
