// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Doc;
import io.custode.api.error.Invalid;
import io.custode.api.page.Page;
import io.custode.core.trust.KnownPublisher;
import io.custode.core.trust.PublisherTrust;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Whose plugins the installation trusts. */
@Component(service = PublishersResource.class)
@JaxrsResource
@Path("publishers")
public final class PublishersResource {
  private final PublisherTrust trust;

  @Activate
  public PublishersResource(@Reference PublisherTrust trust) {
    this.trust = trust;
  }

  /** Who is trusted. */
  public record Trusted(
      @Doc("One X.509 certificate as PEM, or the file: URL of it on the platform's machine")
          String certificate,
      @Doc("How to call the publisher; default: as the certificate says") @Nullable String name) {
    public Trusted {
      if (certificate == null || certificate.isBlank()) {
        throw Invalid.field("certificate", "is needed");
      }
    }
  }

  @GET
  @Doc("Publishers whom the installation trusts, or does not any more, by name")
  @RequiresPermission("core.publisher.read")
  public Page<KnownPublisher> list() {
    return new Page<>(trust.list(), null);
  }

  @GET
  @Path("{key}")
  @Doc("A publisher by the SHA-256 of the key")
  @RequiresPermission("core.publisher.read")
  public KnownPublisher show(@PathParam("key") String key) {
    return trust.show(key);
  }

  @POST
  @Path("look")
  @Doc("Read a certificate, to compare its fingerprint before it is trusted; changes nothing")
  @RequiresPermission("core.publisher.decide")
  public KnownPublisher look(Trusted body) {
    return trust.look(body.certificate());
  }

  @POST
  @Doc("Trust a publisher: his plugins may be installed on all nodes")
  @RequiresPermission("core.publisher.decide")
  public KnownPublisher add(Trusted body) {
    return trust.add(body.certificate(), body.name());
  }
}
