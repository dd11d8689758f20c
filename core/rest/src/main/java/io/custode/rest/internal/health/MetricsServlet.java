// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.health;

import io.custode.api.error.Forbidden;
import io.custode.api.error.Problem;
import io.custode.api.id.Uuid7;
import io.custode.rest.internal.event.EventStreams;
import io.custode.rest.internal.gate.Callers;
import io.custode.rest.internal.gate.Counters;
import io.custode.rest.internal.gate.Slots;
import io.custode.rest.internal.problem.Failure;
import io.custode.rest.internal.problem.Failures;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** {@code /metrics} in Prometheus's text format, version 0.0.4. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/metrics")
@HttpWhiteboardServletName("custode-metrics")
public final class MetricsServlet extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static final String PERMISSION = "core.health.read";

  private final transient Callers callers;
  private final transient Counters counters;
  private final transient Slots slots;
  private final transient EventStreams streams;

  @Activate
  public MetricsServlet(
      @Reference Callers callers,
      @Reference Counters counters,
      @Reference Slots slots,
      @Reference EventStreams streams) {
    this.callers = callers;
    this.counters = counters;
    this.slots = slots;
    this.streams = streams;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var correlation = Uuid7.next();
    response.setHeader("X-Correlation-Id", correlation);
    response.setHeader("Cache-Control", "no-store");
    try {
      if (!callers.of(request).signedIn().may(PERMISSION)) {
        throw new Forbidden(PERMISSION);
      }
    } catch (Problem e) {
      var failure = Failures.of(e, correlation);
      response.setStatus(failure.status());
      failure.headers().forEach(response::setHeader);
      response.setContentType(Failure.TYPE);
      response.getOutputStream().write(failure.document(correlation));
      return;
    }
    response.setContentType("text/plain; version=0.0.4; charset=utf-8");
    response.getOutputStream().write(text().getBytes(StandardCharsets.UTF_8));
  }

  private String text() {
    var text = new StringBuilder(2048);
    type(text, "custode_http_requests_total", "counter");
    counters
        .byStatus()
        .forEach(
            (status, count) ->
                text.append("custode_http_requests_total{status=\"")
                    .append(status)
                    .append("\"} ")
                    .append(count)
                    .append('\n'));
    value(text, "custode_http_seconds_total", "counter", counters.seconds());
    value(text, "custode_gate_parked", "gauge", slots.parkedNow());
    value(text, "custode_gate_parked_total", "counter", slots.parkedEver());
    value(text, "custode_gate_refused_total", "counter", slots.refusedEver());
    value(text, "custode_event_streams", "gauge", streams.open());
    jvm(text);
    return text.toString();
  }

  private static void jvm(StringBuilder text) {
    var memory = ManagementFactory.getMemoryMXBean();
    value(text, "jvm_heap_used_bytes", "gauge", memory.getHeapMemoryUsage().getUsed());
    value(text, "jvm_heap_max_bytes", "gauge", memory.getHeapMemoryUsage().getMax());
    value(text, "jvm_nonheap_used_bytes", "gauge", memory.getNonHeapMemoryUsage().getUsed());
    value(text, "jvm_threads", "gauge", ManagementFactory.getThreadMXBean().getThreadCount());
    value(
        text,
        "jvm_classes",
        "gauge",
        ManagementFactory.getClassLoadingMXBean().getLoadedClassCount());
    var collectors = ManagementFactory.getGarbageCollectorMXBeans();
    value(
        text,
        "jvm_gc_seconds_total",
        "counter",
        collectors.stream().mapToLong(each -> Math.max(0, each.getCollectionTime())).sum() / 1e3);
    value(
        text,
        "process_uptime_seconds",
        "gauge",
        ManagementFactory.getRuntimeMXBean().getUptime() / 1e3);
  }

  private static void value(StringBuilder text, String name, String type, double value) {
    type(text, name, type);
    text.append(name).append(' ').append(value).append('\n');
  }

  private static void type(StringBuilder text, String name, String type) {
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }
}
