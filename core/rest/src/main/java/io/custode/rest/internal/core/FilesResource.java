// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Doc;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.file.FileId;
import io.custode.api.file.Files;
import io.custode.api.file.NewFile;
import io.custode.api.file.StoredFile;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Files of the bound tenant. Each has a permission of its own too, which the service asks for. */
@Component(service = FilesResource.class)
@JaxrsResource
@Path("files")
public final class FilesResource {
  private static final String ANY = "application/octet-stream";

  private final Files files;

  @Activate
  public FilesResource(@Reference Files files) {
    this.files = files;
  }

  @GET
  @Doc("Files of a thing, by name")
  @RequiresPermission("core.file.read")
  public Page<StoredFile> find(
      @Doc("The thing: asset/ and its id") @QueryParam("about") @Nullable String about,
      @Context PageRequest page) {
    return files.about(required("about", about), page);
  }

  @GET
  @Path("{id}")
  @Doc("What is known of a file")
  @RequiresPermission("core.file.read")
  public StoredFile get(@PathParam("id") FileId id) {
    return files.get(id).orElseThrow(() -> new NotFound("file", id));
  }

  /** Saved, never shown: what a customer's machine sent must not run as a page of ours. */
  @GET
  @Path("{id}/content")
  @Produces(ANY)
  @Doc("The file itself, to save")
  @RequiresPermission("core.file.read")
  public Response content(@PathParam("id") FileId id) {
    var file = get(id);
    var name = URLEncoder.encode(file.name(), StandardCharsets.UTF_8).replace("+", "%20");
    return Response.ok(files.open(id), ANY)
        .header("Content-Length", file.size())
        .header("Content-Disposition", "attachment; filename*=UTF-8''" + name)
        .header("Content-Security-Policy", "sandbox; default-src 'none'")
        .header("X-Content-Type-Options", "nosniff")
        .header("ETag", "\"" + file.sha256() + "\"")
        .build();
  }

  @POST
  @Consumes(ANY)
  @Doc("Store a file of at most 25 MiB; it never changes")
  @RequiresPermission("core.file.write")
  public Response store(
      @Doc("Its name, without a path") @QueryParam("name") @Nullable String name,
      @Doc("What it belongs to: asset/ and its id") @QueryParam("about") @Nullable String about,
      InputStream body,
      @Context UriInfo uri) {
    var file =
        files.store(
            new NewFile(required("name", name), required("about", about), "core.file.read"), body);
    return Created.at(uri, file.id(), file);
  }

  @DELETE
  @Path("{id}")
  @Doc("Remove a file, for good")
  @RequiresPermission("core.file.write")
  public void remove(@PathParam("id") FileId id) {
    files.remove(id);
  }

  private static String required(String field, @Nullable String value) {
    if (value == null) {
      throw Invalid.field(field, "is required");
    }
    return value;
  }
}
