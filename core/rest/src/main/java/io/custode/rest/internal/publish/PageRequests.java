// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.publish;

import io.custode.api.error.Invalid;
import io.custode.api.page.PageRequest;
import org.apache.cxf.jaxrs.ext.ContextProvider;
import org.apache.cxf.message.Message;
import org.jspecify.annotations.Nullable;

/** {@code @Context PageRequest}: which page of a list, from {@code limit} and {@code cursor}. */
final class PageRequests implements ContextProvider<PageRequest> {
  @Override
  public PageRequest createContext(Message message) {
    var request = CallerContext.request(message);
    return new PageRequest(limit(request.getParameter("limit")), request.getParameter("cursor"));
  }

  private static int limit(@Nullable String text) {
    if (text == null) {
      return PageRequest.DEFAULT;
    }
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw Invalid.field("limit", "must be 1 to " + PageRequest.MAX);
    }
  }
}
