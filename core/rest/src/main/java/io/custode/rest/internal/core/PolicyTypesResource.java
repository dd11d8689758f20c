// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Doc;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.policy.Policies;
import io.custode.api.policy.PolicyTypeInfo;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.core.Context;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** What policies there are, with schemas from which forms can be made. */
@Component(service = PolicyTypesResource.class)
@JaxrsResource
@Path("policy-types")
public final class PolicyTypesResource {
  private final Policies policies;

  @Activate
  public PolicyTypesResource(@Reference Policies policies) {
    this.policies = policies;
  }

  @GET
  @Doc("Types of policies, also those whose plugin is away, by name")
  @RequiresPermission("core.policy.read")
  public Page<PolicyTypeInfo> find(@Context PageRequest page) {
    return policies.types(page);
  }
}
