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
 * Serves the console. The longer patterns of API, portal, health and metrics win over this one;
 * were they absent, their paths are not found here.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/*")
@HttpWhiteboardServletName("custode-console")
public final class ConsoleServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  /** The addresses that the pages have; the same as in ui/src/app/router.ts. */
  private static final Pattern ROUTES =
      Pattern.compile(
          "/|/sign-in|/overview|/users|/account|/actions|/agents|/alerts|/imports|/notices|/plugins"
              + "|/policies|/audit|/settings|/welcome|/ui/kit|/calendars|/api-docs"
              + "|/(assets|rollouts|tenants)(/[0-9a-f-]{36})?"
              + "|/p/[a-z][a-z0-9]{2,29}(/[A-Za-z0-9_~-]+){0,8}");

  private final transient Pages pages;

  @Activate
  public ConsoleServlet(BundleContext context) {
    this(ConsoleFiles.of(context.getBundle(), "/console/"));
  }

  ConsoleServlet(ConsoleFiles files) {
    this.pages = new Pages(files, "", ROUTES);
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    pages.answer(request, response);
  }
}
