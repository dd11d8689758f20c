// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.access.RequiresPermission;
import io.custode.api.access.SignedInAllowed;
import io.custode.api.command.CommandInfo;
import io.custode.api.command.Commands;
import io.custode.api.command.Doc;
import io.custode.api.json.Json;
import io.custode.api.page.Page;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Verbs: each is a Command of core or of a plugin. */
@Component(service = CommandsResource.class)
@JaxrsResource
@Path("commands")
public final class CommandsResource {
  private final Commands commands;

  @Activate
  public CommandsResource(@Reference Commands commands) {
    this.commands = commands;
  }

  @GET
  @Doc("Commands that the caller may run, by name")
  @RequiresPermission("core.command.read")
  public Page<CommandInfo> list() {
    return new Page<>(commands.list(), null);
  }

  @POST
  @Path("{name}")
  @Doc("Run a command; the body is its input record")
  @SignedInAllowed("Commands checks the permission of the command itself")
  public Json run(@PathParam("name") String name, Json input) {
    return commands.run(name, input);
  }
}
