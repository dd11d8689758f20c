// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Doc;
import io.custode.api.contact.Contact;
import io.custode.api.contact.ContactChange;
import io.custode.api.contact.ContactId;
import io.custode.api.contact.Contacts;
import io.custode.api.contact.NewContact;
import io.custode.api.error.NotFound;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import javax.ws.rs.DELETE;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Contacts of the bound tenant, or of all that the caller sees. */
@Component(service = ContactsResource.class)
@JaxrsResource
@Path("contacts")
public final class ContactsResource {
  private final Contacts contacts;

  @Activate
  public ContactsResource(@Reference Contacts contacts) {
    this.contacts = contacts;
  }

  @GET
  @Doc("Contacts, by name")
  @RequiresPermission("core.contact.read")
  public Page<Contact> find(
      @QueryParam("text") @DefaultValue("") String text, @Context PageRequest page) {
    return contacts.find(text, page);
  }

  @GET
  @Path("{id}")
  @Doc("A contact")
  @RequiresPermission("core.contact.read")
  public Contact get(@PathParam("id") ContactId id) {
    return contacts.get(id).orElseThrow(() -> new NotFound("contact", id));
  }

  @POST
  @Doc("Record a contact of the tenant of the path")
  @RequiresPermission("core.contact.write")
  public Response create(NewContact body, @Context UriInfo uri) {
    var contact = contacts.create(body);
    return Created.at(uri, contact.id(), contact);
  }

  @PUT
  @Path("{id}")
  @Doc("Change a contact; what is null is gone")
  @RequiresPermission("core.contact.write")
  public Contact change(@PathParam("id") ContactId id, ContactChange body) {
    return contacts.change(id, body);
  }

  @DELETE
  @Path("{id}")
  @Doc("Remove a contact")
  @RequiresPermission("core.contact.write")
  public void remove(@PathParam("id") ContactId id) {
    contacts.remove(id);
  }
}
