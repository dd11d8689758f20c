// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Doc;
import io.custode.api.field.CustomField;
import io.custode.api.field.CustomFields;
import io.custode.api.field.FieldKind;
import io.custode.api.field.FieldValue;
import io.custode.api.page.Page;
import java.util.List;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Fields that the MSP added, and their values. */
@Component(service = CustomFieldsResource.class)
@JaxrsResource
@Path("custom-fields")
public final class CustomFieldsResource {
  /** Values to set; others stay. */
  public record Values(@Doc("At most 100") List<FieldValue> values) {
    public Values {
      values = List.copyOf(values);
    }
  }

  private final CustomFields fields;

  @Activate
  public CustomFieldsResource(@Reference CustomFields fields) {
    this.fields = fields;
  }

  @GET
  @Path("{kind}")
  @Doc("Fields of a kind of thing, by label")
  @RequiresPermission("core.field.read")
  public Page<CustomField> of(@PathParam("kind") FieldKind kind) {
    return new Page<>(fields.of(kind), null);
  }

  @PUT
  @Doc("Define a field, or change one")
  @RequiresPermission("core.field.define")
  public CustomField define(CustomField body) {
    return fields.define(body);
  }

  @DELETE
  @Path("{kind}/{key}")
  @Doc("Take a field away, with all its values, for good")
  @RequiresPermission("core.field.define")
  public void remove(@PathParam("kind") FieldKind kind, @PathParam("key") String key) {
    fields.remove(kind, key);
  }

  @GET
  @Path("{kind}/values/{id}")
  @Doc("Values of a thing")
  @RequiresPermission("core.field.read")
  public Page<FieldValue> values(@PathParam("kind") FieldKind kind, @PathParam("id") String id) {
    return new Page<>(fields.values(kind, id), null);
  }

  @PUT
  @Path("{kind}/values/{id}")
  @Doc("Set values of a thing; those that are not given stay")
  @RequiresPermission("core.field.write")
  public Page<FieldValue> set(
      @PathParam("kind") FieldKind kind, @PathParam("id") String id, Values body) {
    return new Page<>(fields.set(kind, id, body.values()), null);
  }
}
