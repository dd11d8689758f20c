// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;

/** Answers of what makes something new. */
final class Created {
  private Created() {}

  /**
   * @return 201 with the thing and where it is
   */
  static Response at(UriInfo uri, Object id, Object entity) {
    return Response.created(uri.getAbsolutePathBuilder().path(id.toString()).build())
        .entity(entity)
        .build();
  }
}
