// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.gate;

import java.io.IOException;
import java.io.InputStream;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/**
 * What is left of a body whose request is refused. The container closes a connection on which some
 * of it is still to come, and does not say so once the answer is on its way: the caller's next
 * request would be lost with the connection. So the rest of a body of usual size is read first; who
 * sends more, or is not even signed in, is told that the connection ends.
 */
final class UnreadBody {
  private static final int MOST = 1024 * 1024;

  private UnreadBody() {}

  static void settle(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (request.getContentLengthLong() <= 0 && request.getHeader("Transfer-Encoding") == null) {
      return;
    }
    var body = request.getInputStream();
    skip(
        body,
        request.getAttribute(Caller.ATTRIBUTE) instanceof Caller caller
            && caller.principal() != null);
    if (!body.isFinished()) {
      response.setHeader("Connection", "close");
    }
  }

  /**
   * @param patient whether to wait for what did not come yet
   */
  private static void skip(InputStream body, boolean patient) throws IOException {
    var part = new byte[8192];
    for (int left = MOST; left > 0 && (patient || body.available() > 0); ) {
      int read = body.read(part, 0, Math.min(left, part.length));
      if (read < 0) {
        return;
      }
      left -= read;
    }
  }
}
