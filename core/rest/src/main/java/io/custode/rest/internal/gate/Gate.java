// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.gate;

import io.custode.api.error.SignedOut;
import io.custode.api.id.Uuid7;
import io.custode.api.plugin.PluginId;
import io.custode.api.tenant.TenantContext;
import io.custode.api.tenant.TenantId;
import io.custode.core.access.Doors;
import io.custode.core.call.PluginCalls;
import io.custode.core.gate.OutOfService;
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
import java.util.concurrent.Callable;
import java.util.function.Predicate;
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
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
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

  private transient volatile @Nullable OutOfService outOfService;

  private final transient Callers callers;
  private final transient Doors doors;
  private final transient TenantContext tenants;
  private final transient Publisher publisher;
  private final transient Slots slots;
  private final transient EventStreams streams;
  private final transient Counters counters;
  private final transient Limits limits;
  private final transient PluginCalls calls;
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
      @Reference Limits limits,
      @Reference PluginCalls calls) {
    this(callers, doors, tenants, whiteboard.publisher(), slots, streams, counters, limits, calls);
  }

  Gate(
      Callers callers,
      Doors doors,
      TenantContext tenants,
      Publisher publisher,
      Slots slots,
      EventStreams streams,
      Counters counters,
      Limits limits,
      PluginCalls calls) {
    this.callers = callers;
    this.doors = doors;
    this.tenants = tenants;
    this.publisher = publisher;
    this.slots = slots;
    this.streams = streams;
    this.counters = counters;
    this.limits = limits;
    this.calls = calls;
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindOutOfService(OutOfService next) {
    outOfService = next;
  }

  void unbindOutOfService(OutOfService gone) {
    if (gone.equals(outOfService)) {
      outOfService = null;
    }
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
    request.setAttribute(Caller.ATTRIBUTE, caller);
    if (path == null || path.head().isEmpty()) {
      noRoute(request, response, caller);
      return;
    }
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
    var plugin = path.plugin();
    if (plugin == null) {
      var largest = FILES.get(path.head());
      int limit = largest == null ? now.bodyBytes() : largest.applyAsInt(now);
      var api = new ApiRequest(request, path.base(), limit);
      run(api, response, caller, path, publication -> invoke(publication, api, response));
      return;
    }
    // nobody learns signed out which plugins are here
    caller.signedIn();
    refuseOutOfService(plugin);
    if (!slots.enter(plugin)) {
      slots.park(plugin, request, response);
      return;
    }
    try {
      run(
          request,
          response,
          caller,
          path,
          publication -> ask(plugin, publication, request, response, path));
    } finally {
      slots.leave(plugin);
    }
  }

  private void refuseOutOfService(PluginId plugin) {
    var out = outOfService;
    if (out != null) {
      out.why(plugin)
          .ifPresent(
              problem -> {
                throw problem;
              });
    }
  }

  private void run(
      HttpServletRequest request,
      HttpServletResponse response,
      Caller caller,
      ApiPath path,
      Predicate<Publication> work)
      throws IOException {
    var publication = publisher.enter(path.plugin(), path.head());
    if (publication == null) {
      noRoute(request, response, caller);
      return;
    }
    try {
      as(caller, path.tenant(), () -> work.test(publication));
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

  /** Neither a caller that is slow nor a plugin that hangs holds up the other. */
  private boolean ask(
      PluginId plugin,
      Publication publication,
      HttpServletRequest request,
      HttpServletResponse response,
      ApiPath path) {
    int limit = limits.now().answerBytes();
    var lent = new Lent();
    var answer = new HeldAnswer(lent.lend(response), response, limit);
    try {
      var lentRequest = lent.lend(request);
      var asked = ApiRequest.whole(request, lentRequest, path.base(), limits.now().bodyBytes());
      if (answered(plugin, lent, answer, () -> invoke(publication, asked, answer))) {
        answer.send();
      } else {
        refuse(request, response, Failures.answerTooLarge(plugin, limit));
      }
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @return whether the answer is whole
   */
  private boolean answered(
      PluginId plugin, Lent lent, HeldAnswer answer, Callable<Boolean> question) {
    try {
      calls.call(
          plugin,
          () -> {
            boolean asked = question.call();
            answer.requireGood();
            return asked;
          });
      lent.takeBack();
      return true;
    } catch (HeldAnswer.Bad e) {
      lent.takeBack();
      return !answer.isTooLarge() || answer.drop();
    } catch (Exception | Error e) {
      lent.takeBack();
      answer.drop();
      throw failed(plugin, e);
    }
  }

  private static RuntimeException failed(PluginId plugin, Throwable e) {
    if (e instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    // that its answer could not be written is no word about the caller's connection
    return e instanceof RuntimeException failure && !(e instanceof UncheckedIOException)
        ? failure
        : new IllegalStateException("Plugin " + plugin + " did not answer", e);
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
    UnreadBody.settle(request, response);
    response.resetBuffer();
    response.setStatus(failure.status());
    failure.headers().forEach(response::setHeader);
    response.setContentType(Failure.TYPE);
    var document = failure.document(correlation(request));
    response.setContentLength(document.length);
    response.getOutputStream().write(document);
  }
}
