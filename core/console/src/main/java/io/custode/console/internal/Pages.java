// SPDX-License-Identifier: Apache-2.0
package io.custode.console.internal;

import java.io.IOException;
import java.util.regex.Pattern;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/**
 * Answers with the one page for each address that it has, and with the files that it is made of.
 * These carry a hash of their content in the name and are kept by browsers for good; the page, its
 * worker, its manifest and what plugins are written against are asked for each time.
 */
final class Pages {
  /** For what has a hash of its content in its path. */
  static final String FOR_GOOD = "public, max-age=31536000, immutable";

  private static final Pattern OTHERS = Pattern.compile("/(api|health|metrics|ui)(/.*)?");

  /** Where the build puts what has its hash in its name; all else keeps its name. */
  private static final String HASHED = "/app/";

  private static final String WORKER = "/sw.js";

  private final ConsoleFiles files;
  private final String base;
  private final Pattern routes;
  private final String policy;

  /**
   * @param base where they are on the server, without a slash at its end
   * @param routes the addresses that the page has, below the base
   */
  Pages(ConsoleFiles files, String base, Pattern routes) {
    this.files = files;
    this.base = base;
    this.routes = routes;
    this.policy = PagePolicy.of(files.page());
  }

  void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    var path = request.getRequestURI().substring(base.length());
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "same-origin");
    var file = files.at(path);
    if (file != null) {
      response.setHeader("Cache-Control", path.startsWith(HASHED) ? FOR_GOOD : "no-cache");
      if (path.equals(WORKER)) {
        response.setHeader("Content-Security-Policy", PagePolicy.OF_WORKER);
      }
      file.send(request, response);
    } else if (routes.matcher(path).matches()) {
      page(request, response);
    } else if (wantsPage(request, path)) {
      // a mistyped address gets a page that says so
      response.setStatus(HttpServletResponse.SC_NOT_FOUND);
      page(request, response);
    } else {
      ConsoleFile.sendNone(response);
    }
  }

  private static boolean wantsPage(HttpServletRequest request, String path) {
    var accept = request.getHeader("Accept");
    return accept != null
        && accept.contains("text/html")
        && path.indexOf('.') < 0
        && !OTHERS.matcher(path).matches();
  }

  private void page(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.setHeader("Content-Security-Policy", policy);
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.setHeader("Cache-Control", "no-cache");
    files.page().send(request, response);
  }
}
