// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.access.SignedInAllowed;
import io.custode.api.command.Doc;
import io.custode.api.page.Page;
import io.custode.core.access.StandingWarning;
import java.util.List;
import java.util.Optional;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** What everybody is told as long as it holds. */
@Component(service = WarningsResource.class)
@JaxrsResource
@Path("warnings")
public final class WarningsResource {
  @Reference(policyOption = ReferencePolicyOption.GREEDY)
  private volatile List<StandingWarning> warnings = List.of();

  @GET
  @Doc("What everybody who signs in is warned of, as the developer mode")
  @SignedInAllowed("whoever uses the platform has to know it")
  public Page<StandingWarning.Said> list() {
    return new Page<>(
        warnings.stream().map(StandingWarning::said).flatMap(Optional::stream).toList(), null);
  }
}
