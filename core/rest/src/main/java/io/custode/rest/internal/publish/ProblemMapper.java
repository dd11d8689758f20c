// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.publish;

import io.custode.api.error.SignedOut;
import io.custode.rest.internal.gate.Gate;
import io.custode.rest.internal.problem.Failure;
import io.custode.rest.internal.problem.Failures;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.WebApplicationException;
import javax.ws.rs.core.Response;
import javax.ws.rs.ext.ExceptionMapper;
import org.apache.cxf.jaxrs.utils.JAXRSUtils;

/** Whatever a resource or JAX-RS throws, as a problem document. */
final class ProblemMapper implements ExceptionMapper<Throwable> {
  @Override
  public Response toResponse(Throwable thrown) {
    var request = CallerContext.request(JAXRSUtils.getCurrentMessage());
    var correlation = Gate.correlation(request);
    var failure = Failures.of(hidden(thrown, request) ? new SignedOut() : thrown, correlation);
    var response =
        Response.status(failure.status()).type(Failure.TYPE).entity(failure.document(correlation));
    failure.headers().forEach(response::header);
    return response.build();
  }

  /** Who is signed out does not learn which paths there are. */
  private static boolean hidden(Throwable thrown, HttpServletRequest request) {
    return thrown instanceof WebApplicationException refused
        && refused.getResponse().getStatus() == 404
        && thrown.getCause() == null
        && CallerContext.of(request).principal() == null;
  }
}
