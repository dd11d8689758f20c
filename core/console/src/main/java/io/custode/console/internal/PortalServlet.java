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

/** Serves the customer portal: files of its own, none of them the console's. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern(PortalServlet.BASE + "/*")
@HttpWhiteboardServletName("custode-portal")
public final class PortalServlet extends HttpServlet {
  static final String BASE = "/portal";

  private static final long serialVersionUID = 1;

  /** The addresses that its pages have; the same as in ui/src/portal/routes.ts. */
  private static final Pattern ROUTES =
      Pattern.compile(
          "/?|/sign-in|/account|/machines(/[0-9a-f-]{36})?"
              + "|/p/[a-z][a-z0-9]{2,29}(/[A-Za-z0-9_~-]+){0,8}");

  private final transient Pages pages;

  @Activate
  public PortalServlet(BundleContext context) {
    this(ConsoleFiles.of(context.getBundle(), BASE + "/"));
  }

  PortalServlet(ConsoleFiles files) {
    this.pages = new Pages(files, BASE, ROUTES);
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    pages.answer(request, response);
  }
}
