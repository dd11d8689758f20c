// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.health;

import io.custode.api.error.Problem;
import io.custode.rest.internal.gate.Callers;
import io.custode.rest.internal.problem.JsonText;
import io.custode.spi.health.HealthCheck.Health;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
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
 * {@code /health}: 200 if all parts are up, else 503. Anybody learns which part is down; why, only
 * who may read it.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/health")
@HttpWhiteboardServletName("custode-health")
public final class HealthServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  private final transient HealthBoard board;
  private final transient Callers callers;

  @Activate
  public HealthServlet(@Reference HealthBoard board, @Reference Callers callers) {
    this.board = board;
    this.callers = callers;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var parts = board.parts();
    // other parts are there sooner: all of them up does not mean that anything is answered
    var up = parts.containsKey(RestHealth.PART) && parts.values().stream().allMatch(Health::up);
    var document = new LinkedHashMap<String, Object>();
    document.put("up", up);
    document.put("parts", show(parts, mayReadDetails(request)));
    response.setStatus(up ? 200 : 503);
    response.setContentType("application/json");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.getOutputStream().write(JsonText.of(document).getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, Object> show(Map<String, Health> parts, boolean details) {
    var shown = new TreeMap<String, Object>();
    parts.forEach(
        (part, health) ->
            shown.put(
                part,
                details
                    ? Map.of("up", health.up(), "detail", health.detail())
                    : Map.of("up", health.up())));
    return shown;
  }

  private boolean mayReadDetails(HttpServletRequest request) {
    try {
      var principal = callers.of(request).principal();
      return principal != null && principal.may("core.health.read");
    } catch (Problem | IllegalStateException e) {
      // the probe must get its answer whatever became of the sign-in
      log("Health asked with a sign-in that cannot be checked: " + e.getMessage());
      return false;
    }
  }
}
