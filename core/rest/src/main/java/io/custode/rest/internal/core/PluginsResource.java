// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Doc;
import io.custode.api.error.Invalid;
import io.custode.api.page.Page;
import io.custode.api.plugin.InstallChoice;
import io.custode.api.plugin.InstalledPlugin;
import io.custode.api.plugin.PluginId;
import io.custode.api.plugin.PluginPlan;
import io.custode.api.plugin.Plugins;
import java.util.List;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Plugins of this installation. */
@Component(service = PluginsResource.class)
@JaxrsResource
@Path("plugins")
public final class PluginsResource {
  private final Plugins plugins;

  @Activate
  public PluginsResource(@Reference Plugins plugins) {
    this.plugins = plugins;
  }

  /** What is installed, and what is agreed to. */
  public record Installation(
      @Doc(
              "Of a jar of at most 64 MiB: catalog: and the plugin's id, its file: URL on the"
                  + " platform's machine, https: URL with #sha256=, or upload: as given by the upload")
          String source,
      @Doc("Agree to the steps of the plan that rewrite the plugin's data")
          @Nullable Boolean acceptRewrite,
      @Doc("Other plugins that may be restarted or left behind, as the plan names them")
          @Nullable List<PluginId> approve,
      @Doc("Agree to a version that is lower than one that ran here") @Nullable Boolean downgrade,
      @Doc("Agree that it may have what the version that is there did not ask for")
          @Nullable Boolean acceptCapabilities) {
    public Installation {
      if (source == null || source.isBlank() || source.length() > 2000) {
        throw Invalid.field("source", "is needed, at most 2000 characters");
      }
    }

    InstallChoice choice() {
      return InstallChoice.of(acceptRewrite, approve, downgrade, acceptCapabilities);
    }
  }

  /** What a plugin goes back to. */
  public record Earlier(
      @Doc("Id of the plugin") PluginId plugin,
      @Doc("A version that is kept; default: the one before") @Nullable String version,
      @Doc("Other plugins that may be restarted or left behind, as the plan names them")
          @Nullable List<PluginId> approve) {
    InstallChoice choice() {
      return InstallChoice.of(null, approve);
    }
  }

  /** Which plugin is meant. */
  public record Which(@Doc("Id of the plugin") PluginId plugin) {}

  @GET
  @Doc("Plugins, by id")
  @RequiresPermission("core.plugin.read")
  public Page<InstalledPlugin> list() {
    return new Page<>(plugins.list(), null);
  }

  @POST
  @Path("plan")
  @Doc("What an install would do; changes nothing")
  @RequiresPermission("core.plugin.install")
  public PluginPlan plan(Installation body) {
    return plugins.plan(body.source(), body.choice());
  }

  @POST
  @Doc("Install or update a plugin while everything runs")
  @RequiresPermission("core.plugin.install")
  public InstalledPlugin install(Installation body) {
    return plugins.install(body.source(), body.choice());
  }

  @POST
  @Path("rollback")
  @Doc("Take a plugin back to an earlier version; its data stays as it is")
  @RequiresPermission("core.plugin.install")
  public InstalledPlugin rollback(Earlier body) {
    return plugins.rollback(body.plugin(), body.version(), body.choice());
  }

  @POST
  @Path("rollback-plan")
  @Doc("What going back to an earlier version would do; changes nothing")
  @RequiresPermission("core.plugin.install")
  public PluginPlan planRollback(Earlier body) {
    return plugins.planRollback(body.plugin(), body.version(), body.choice());
  }

  @POST
  @Path("uninstall-plan")
  @Doc("What taking a plugin out would do; changes nothing")
  @RequiresPermission("core.plugin.install")
  public PluginPlan planUninstall(Which body) {
    return plugins.planUninstall(body.plugin());
  }

  @DELETE
  @Path("{id}")
  @Doc("Take a plugin out; its data stays")
  @RequiresPermission("core.plugin.install")
  public PluginPlan uninstall(@PathParam("id") PluginId id) {
    return plugins.uninstall(id);
  }
}
