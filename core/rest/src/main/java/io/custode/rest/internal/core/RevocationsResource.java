// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Doc;
import io.custode.api.error.Invalid;
import io.custode.api.page.Page;
import io.custode.core.trust.PublisherTrust;
import io.custode.core.trust.Revocation;
import io.custode.core.trust.RevocationPlan;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Keys and jars that are not trusted any more. */
@Component(service = RevocationsResource.class)
@JaxrsResource
@Path("revocations")
public final class RevocationsResource {
  private final PublisherTrust trust;

  @Activate
  public RevocationsResource(@Reference PublisherTrust trust) {
    this.trust = trust;
  }

  /** What is not to be trusted. */
  public record Revoked(
      @Doc("key: or jar: and its SHA-256") String what,
      @Doc("Why, one line of at most 500") String reason) {
    public Revoked {
      if (what == null || reason == null) {
        throw Invalid.field(what == null ? "what" : "reason", "is needed");
      }
    }
  }

  /** Which one is meant. */
  public record Which(@Doc("key: or jar: and its SHA-256") String what) {
    public Which {
      if (what == null) {
        throw Invalid.field("what", "is needed");
      }
    }
  }

  @GET
  @Doc("Keys and jars that were revoked, the latest first, those too that were taken back")
  @RequiresPermission("core.publisher.read")
  public Page<Revocation> list() {
    return new Page<>(trust.revocations(), null);
  }

  @POST
  @Path("plan")
  @Doc("Which plugins and how many machines a revocation is of; changes nothing")
  @RequiresPermission("core.publisher.decide")
  public RevocationPlan plan(Which body) {
    return trust.plan(body.what());
  }

  @POST
  @Doc("Revoke a key or a jar: what is signed so is out of service at once, everywhere")
  @RequiresPermission("core.publisher.decide")
  public Revocation revoke(Revoked body) {
    return trust.revoke(body.what(), body.reason());
  }

  @DELETE
  @Path("{what}")
  @Doc("Take a revocation back: what it had put out of service runs again")
  @RequiresPermission("core.publisher.decide")
  public Revocation lift(@PathParam("what") String what) {
    return trust.lift(what);
  }
}
