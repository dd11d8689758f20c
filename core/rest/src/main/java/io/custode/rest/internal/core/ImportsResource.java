// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Doc;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.imports.Import;
import io.custode.api.imports.ImportId;
import io.custode.api.imports.ImportKind;
import io.custode.api.imports.Imports;
import io.custode.api.imports.NewImport;
import io.custode.api.imports.Reject;
import io.custode.api.imports.Trial;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** CSV files that are taken in: tried first, then done. */
@Component(service = ImportsResource.class)
@JaxrsResource
@Path("imports")
public final class ImportsResource {
  private final Imports imports;

  @Activate
  public ImportsResource(@Reference Imports imports) {
    this.imports = imports;
  }

  @GET
  @Doc("Imports, newest first")
  @RequiresPermission("core.import.run")
  public Page<Import> find(@Context PageRequest page) {
    return imports.find(page);
  }

  @GET
  @Path("{id}")
  @Doc("An import and how far it is")
  @RequiresPermission("core.import.run")
  public Import get(@PathParam("id") ImportId id) {
    return imports.get(id).orElseThrow(() -> new NotFound("import", id));
  }

  @POST
  @Consumes({"text/csv", "application/octet-stream"})
  @Doc("Say what a CSV file of at most 20 MiB and 100,000 rows would change; changes nothing")
  @RequiresPermission("core.import.run")
  public Trial check(
      @QueryParam("kind") @Nullable ImportKind kind,
      @QueryParam("encoding") @Nullable String encoding,
      byte[] body) {
    if (kind == null) {
      throw Invalid.field("kind", "is required");
    }
    return imports.check(new NewImport(kind, body, encoding));
  }

  @POST
  @Path("{id}/start")
  @Doc("Do it, in the background")
  @RequiresPermission("core.import.run")
  public Import start(@PathParam("id") ImportId id) {
    return imports.start(id);
  }

  @GET
  @Path("{id}/rejects")
  @Doc("Rows that were refused, or by the trial would be")
  @RequiresPermission("core.import.run")
  public Page<Reject> rejects(@PathParam("id") ImportId id, @Context PageRequest page) {
    return imports.rejects(id, page);
  }

  @GET
  @Path("{id}/rejects.csv")
  @Produces("text/csv")
  @Doc("All rows that were refused, as a CSV file")
  @RequiresPermission("core.import.run")
  public byte[] rejectsFile(@PathParam("id") ImportId id) {
    try {
      var out = new ByteArrayOutputStream();
      var table = new CsvTable(out);
      table.row("row", "column", "reason");
      @Nullable String cursor = null;
      do {
        var page = imports.rejects(id, new PageRequest(PageRequest.MAX, cursor));
        for (var reject : page.items()) {
          table.row(reject.row(), reject.column(), reject.reason());
        }
        cursor = page.next();
      } while (cursor != null);
      table.end();
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
