// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.gate;

import io.custode.api.error.SignedOut;
import io.custode.api.id.Uuid7;
import io.custode.api.tenant.TenantContext;
import io.custode.api.tenant.TenantId;
import io.custode.core.access.Doors;
import io.custode.rest.internal.Limits;
import io.custode.rest.internal.event.EventStreams;
import io.custode.rest.internal.openapi.OpenApi;
import io.custode.rest.internal.problem.Failure;
import io.custode.rest.internal.problem.Failures;
import io.custode.rest.internal.publish.Publication;
import io.custode.rest.internal.publish.Publisher;
import io.custode.rest.internal.publish.Whiteboard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import javax.servlet.DispatcherType;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Everything under {@code /api} comes through here: correlation id, who calls, how often, CSRF, the
 * tenant, the plugin's slot; then the resource runs as the caller.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/api/*")
@HttpWhiteboardServletName("custode-api")
@HttpWhiteboardServletAsyncSupported
public final class Gate extends HttpServlet {
  private static final long serialVersionUID = 1;

  /** Resources that take a file as their body, and how large it may be. */
  private static final Map<String, ToIntFunction<Limits.Config>> FILES =
      Map.of(
          "files", Limits.Config::fileBytes,
          "imports", Limits.Config::fileBytes,
          "plugin-uploads", Limits.Config::jarBytes,
          "agent-releases", Limits.Config::releaseBytes);

  private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
  private static final String CORRELATION = "io.custode.rest.correlation";
  private static final String STARTED = "io.custode.rest.started";

  private final transient Callers callers;
  private final transient Doors doors;
  private final transient TenantContext tenants;
  private final transient Publisher publisher;
  private final transient Slots slots;
  private final transient EventStreams streams;
  private final transient Counters counters;
  private final transient Limits limits;
  private final transient Throttle throttle = new Throttle(System::nanoTime);

  @Activate
  public Gate(
      @Reference Callers callers,
      @Reference Doors doors,
      @Reference TenantContext tenants,
      @Reference Whiteboard whiteboard,
      @Reference Slots slots,
      @Reference EventStreams streams,
      @Reference Counters counters,
      @Reference Limits limits) {
    this(callers, doors, tenants, whiteboard.publisher(), slots, streams, counters, limits);
  }

  Gate(
      Callers callers,
      Doors doors,
      TenantContext tenants,
      Publisher publisher,
      Slots slots,
      EventStreams streams,
      Counters counters,
      Limits limits) {
    this.callers = callers;
    this.doors = doors;
    this.tenants = tenants;
    this.publisher = publisher;
    this.slots = slots;
    this.streams = streams;
    this.counters = counters;
    this.limits = limits;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    begin(request, response);
    try {
      pass(request, response);
    } catch (UncheckedIOException e) {
      // the caller went away, or the container failed to write: it knows how to end this
      throw e.getCause();
    } catch (RuntimeException e) {
      refuse(request, response, Failures.of(e, correlation(request)));
    } finally {
      MDC.remove("correlation");
      if (!request.isAsyncStarted()) {
        counters.count(
            response.getStatus(), System.nanoTime() - (Long) request.getAttribute(STARTED));
      }
    }
  }

  private static void begin(HttpServletRequest request, HttpServletResponse response) {
    if (request.getAttribute(CORRELATION) == null) {
      request.setAttribute(CORRELATION, Uuid7.next());
      request.setAttribute(STARTED, System.nanoTime());
    }
    MDC.put("correlation", correlation(request));
    response.setHeader("X-Correlation-Id", correlation(request));
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("X-Frame-Options", "DENY");
    response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    response.setHeader("Referrer-Policy", "no-referrer");
  }

  /**
   * @return the id of the request: in its answer, in the log, in problem documents
   */
  public static String correlation(HttpServletRequest request) {
    return String.valueOf(request.getAttribute(CORRELATION));
  }

  private void pass(HttpServletRequest request, HttpServletResponse response) throws IOException {
    var path = ApiPath.of(request.getRequestURI());
    var caller = callers.of(request);
    var now = limits.now();
    // a request that waited in a slot was counted when it came
    if (request.getDispatcherType() != DispatcherType.ASYNC) {
      throttle.take(caller.key(), now.requestsPerSecond(), now.burst());
    }
    callers.checkCsrf(request, caller);
    if (path == null || path.head().isEmpty()) {
      noRoute(request, response, caller);
      return;
    }
    request.setAttribute(Caller.ATTRIBUTE, caller);
    if (path.plugin() == null && path.head().equals("events")) {
      events(request, response, caller, path.tenant());
    } else if (path.plugin() == null && path.head().equals("openapi.json")) {
      openApi(request, response, caller);
    } else {
      resource(request, response, caller, path);
    }
  }

  private void resource(
      HttpServletRequest request, HttpServletResponse response, Caller caller, ApiPath path)
      throws IOException {
    var now = limits.now();
    var largest = path.plugin() == null ? FILES.get(path.head()) : null;
    int limit = largest == null ? now.bodyBytes() : largest.applyAsInt(now);
    var api = new ApiRequest(request, path.base(), limit);
    if (path.plugin() == null) {
      run(api, response, caller, path);
      return;
    }
    // nobody learns signed out which plugins are here
    caller.signedIn();
    if (!slots.enter(path.plugin())) {
      slots.park(path.plugin(), request, response);
      return;
    }
    try {
      run(api, response, caller, path);
    } finally {
      slots.leave(path.plugin());
    }
  }

  private void run(ApiRequest request, HttpServletResponse response, Caller caller, ApiPath path)
      throws IOException {
    var publication = publisher.enter(path.plugin(), path.head());
    if (publication == null) {
      noRoute(request, response, caller);
      return;
    }
    try {
      as(caller, path.tenant(), () -> invoke(publication, request, response));
    } finally {
      publication.leave();
    }
  }

  private boolean invoke(
      Publication publication, HttpServletRequest request, HttpServletResponse response) {
    try {
      publication.invoke(getServletConfig(), request, response);
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean as(Caller caller, @Nullable TenantId tenant, Supplier<Boolean> work) {
    if (tenant == null) {
      var principal = caller.principal();
      return principal == null ? work.get() : doors.as(principal, "rest", work);
    }
    return doors.as(caller.signedIn(), "rest", () -> tenants.in(tenant, work));
  }

  private void events(
      HttpServletRequest request,
      HttpServletResponse response,
      Caller caller,
      @Nullable TenantId tenant)
      throws IOException {
    if (readOnly(request, response)) {
      as(caller, tenant, () -> true);
      streams.open(request, response, caller.signedIn(), caller.again(), tenant);
    }
  }

  private void openApi(HttpServletRequest request, HttpServletResponse response, Caller caller)
      throws IOException {
    caller.signedIn();
    if (readOnly(request, response)) {
      var document = OpenApi.document(publisher.fragments());
      response.setContentType("application/json");
      response.setContentLength(document.length);
      response.getOutputStream().write(document);
    }
  }

  private static boolean readOnly(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    switch (request.getMethod()) {
      case "GET", "HEAD" -> {
        return true;
      }
      case "OPTIONS" -> {
        response.setHeader("Allow", "GET, HEAD, OPTIONS");
        return false;
      }
      default -> {
        refuse(request, response, Failures.methodNotAllowed("GET, HEAD, OPTIONS"));
        return false;
      }
    }
  }

  private void noRoute(HttpServletRequest request, HttpServletResponse response, Caller caller)
      throws IOException {
    refuse(
        request,
        response,
        caller.principal() == null
            ? Failures.of(new SignedOut(), correlation(request))
            : Failures.noRoute());
  }

  /** Answers with a problem document. */
  static void refuse(HttpServletRequest request, HttpServletResponse response, Failure failure)
      throws IOException {
    if (response.isCommitted()) {
      LOG.debug("Too late to say {} to {}", failure.name(), correlation(request));
      return;
    }
    response.resetBuffer();
    response.setStatus(failure.status());
    failure.headers().forEach(response::setHeader);
    response.setContentType(Failure.TYPE);
    var document = failure.document(correlation(request));
    response.setContentLength(document.length);
    response.getOutputStream().write(document);
  }
}
