// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Doc;
import io.custode.api.error.Invalid;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.plugin.CatalogEntry;
import io.custode.api.plugin.LoadedCatalog;
import io.custode.api.plugin.PluginCatalog;
import io.custode.api.plugin.PluginId;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Plugins that can be had. */
@Component(service = PluginCatalogResource.class)
@JaxrsResource
@Path("plugin-catalog")
public final class PluginCatalogResource {
  private final PluginCatalog catalog;

  @Activate
  public PluginCatalogResource(@Reference PluginCatalog catalog) {
    this.catalog = catalog;
  }

  /** Where a catalog is. */
  public record CatalogSource(
      @Doc(
              "Of a catalog of at most 64 MiB: its file: URL on the platform's machine, https: URL"
                  + " with #sha256=, or upload: as given by the upload")
          String source) {
    public CatalogSource {
      if (source == null || source.isBlank() || source.length() > 2000) {
        throw Invalid.field("source", "is needed, at most 2000 characters");
      }
    }
  }

  @GET
  @Doc("Versions of plugins that the catalogs offer, by id, the newest first")
  @RequiresPermission("core.plugin.read")
  public Page<CatalogEntry> find(
      @Doc("Only the versions of this one") @QueryParam("plugin") @Nullable PluginId plugin,
      @Context PageRequest page) {
    return catalog.find(plugin, page);
  }

  @POST
  @Doc("Take a signed catalog of plugins, or a later one of the same name")
  @RequiresPermission("core.plugin.install")
  public LoadedCatalog load(CatalogSource body) {
    return catalog.load(body.source());
  }
}
