// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.access.SignedInAllowed;
import io.custode.api.command.Doc;
import io.custode.rest.internal.gate.Caller;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.core.Context;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Who am I. */
@Component(service = MeResource.class)
@JaxrsResource
@Path("me")
public final class MeResource {
  @GET
  @Doc("Who is signed in, and what he may do")
  @SignedInAllowed("shows the caller to himself")
  public Me get(@Context Caller caller) {
    return Me.of(caller.signedIn());
  }
}
