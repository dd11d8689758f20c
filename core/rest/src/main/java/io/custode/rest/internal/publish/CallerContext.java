// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.publish;

import io.custode.rest.internal.gate.Caller;
import java.util.Objects;
import javax.servlet.http.HttpServletRequest;
import org.apache.cxf.jaxrs.ext.ContextProvider;
import org.apache.cxf.message.Message;
import org.apache.cxf.transport.http.AbstractHTTPDestination;

/** {@code @Context Caller}, for the resources of this bundle: nobody else has the type. */
final class CallerContext implements ContextProvider<Caller> {
  @Override
  public Caller createContext(Message message) {
    return of(request(message));
  }

  /**
   * @return the HTTP request that the message came as
   */
  static HttpServletRequest request(Message message) {
    return (HttpServletRequest)
        Objects.requireNonNull(message.get(AbstractHTTPDestination.HTTP_REQUEST));
  }

  static Caller of(HttpServletRequest request) {
    return (Caller) Objects.requireNonNull(request.getAttribute(Caller.ATTRIBUTE));
  }
}
