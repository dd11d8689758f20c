// SPDX-License-Identifier: Apache-2.0
package io.custode.console.internal;

import java.io.IOException;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * Serves what plugins have in {@code ui/}. A file is looked up by its whole path, which holds
 * version and hash, so nothing else can be reached and browsers keep what they have for good.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern(PluginBundle.SERVED + "*")
@HttpWhiteboardServletName("custode-ui-plugins")
public final class PluginFiles extends HttpServlet {
  private static final long serialVersionUID = 1;

  private final transient PluginUis uis;

  @Activate
  public PluginFiles(@Reference UiExtender extender) {
    this(extender.uis());
  }

  PluginFiles(PluginUis uis) {
    this.uis = uis;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "same-origin");
    // an image opened by itself would be a page of this server
    response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
    var file = uis.file(request.getRequestURI());
    if (file == null) {
      ConsoleFile.sendNone(response);
    } else {
      response.setHeader("Cache-Control", Pages.FOR_GOOD);
      file.send(request, response);
    }
  }
}
