// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Doc;
import io.custode.api.plugin.PluginUpload;
import io.custode.api.plugin.Plugins;
import java.io.InputStream;
import javax.ws.rs.Consumes;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Jars that are sent, to be planned and installed. What is below a plugin's id is the plugin's. */
@Component(service = PluginUploadsResource.class)
@JaxrsResource
@Path("plugin-uploads")
public final class PluginUploadsResource {
  private final Plugins plugins;

  @Activate
  public PluginUploadsResource(@Reference Plugins plugins) {
    this.plugins = plugins;
  }

  @POST
  @Consumes("application/octet-stream")
  @Doc("Send a plugin's jar of at most 64 MiB; it waits for a day to be installed")
  @RequiresPermission("core.plugin.install")
  public PluginUpload upload(InputStream body) {
    return plugins.upload(body);
  }
}
