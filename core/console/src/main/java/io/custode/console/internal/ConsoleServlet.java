// SPDX-License-Identifier: Apache-2.0
package io.custode.console.internal;

import java.io.IOException;
import java.util.regex.Pattern;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * Serves the console. Its files carry a hash of their content in the name and are kept by browsers
 * for good; the page is asked for each time. The longer patterns of API, health and metrics win
 * over this one; were they absent, their paths are not found here.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/*")
@HttpWhiteboardServletName("custode-console")
public final class ConsoleServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  /** The addresses that the pages have; the same as in ui/src/app/router.ts. */
  private static final Pattern ROUTES =
      Pattern.compile(
          "/|/sign-in|/users|/account|/agents|/alerts|/imports|/notices|/plugins|/(assets|rollouts)(/[0-9a-f-]{36})?"
              + "|/p/[a-z][a-z0-9]{2,29}(/[A-Za-z0-9_~-]+){0,8}");

  private static final Pattern OTHERS = Pattern.compile("/(api|health|metrics|ui)(/.*)?");

  private static final String CONTRACT = "/ui/sdk/";

  /** For what has a hash of its content in its path. */
  static final String FOR_GOOD = "public, max-age=31536000, immutable";

  private final transient ConsoleFiles files;
  private final String policy;

  @Activate
  public ConsoleServlet(BundleContext context) {
    this(ConsoleFiles.of(context.getBundle()));
  }

  ConsoleServlet(ConsoleFiles files) {
    this.files = files;
    this.policy = PagePolicy.of(files.page());
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var path = request.getRequestURI();
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "same-origin");
    var file = files.at(path);
    if (file != null) {
      // what plugins are written against keeps its name
      response.setHeader("Cache-Control", path.startsWith(CONTRACT) ? "no-cache" : FOR_GOOD);
      file.send(request, response);
    } else if (ROUTES.matcher(path).matches()) {
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
