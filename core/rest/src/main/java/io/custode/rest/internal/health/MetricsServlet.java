// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.health;

import io.custode.api.error.Forbidden;
import io.custode.api.error.Problem;
import io.custode.api.id.Uuid7;
import io.custode.core.call.PluginCalls;
import io.custode.rest.internal.event.EventStreams;
import io.custode.rest.internal.gate.Callers;
import io.custode.rest.internal.gate.Counters;
import io.custode.rest.internal.gate.Slots;
import io.custode.rest.internal.problem.Failure;
import io.custode.rest.internal.problem.Failures;
import io.custode.spi.health.Gauge;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /metrics} in Prometheus's text format, version 0.0.4. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/metrics")
@HttpWhiteboardServletName("custode-metrics")
public final class MetricsServlet extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(MetricsServlet.class);
  private static final String PERMISSION = "core.health.read";
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final transient Callers callers;
  private final transient Counters counters;
  private final transient Slots slots;
  private final transient EventStreams streams;
  private final transient HealthBoard board;
  private final transient PluginCalls calls;

  @Reference(policyOption = ReferencePolicyOption.GREEDY)
  private transient volatile List<Gauge> gauges = List.of();

  @Activate
  public MetricsServlet(
      @Reference Callers callers,
      @Reference Counters counters,
      @Reference Slots slots,
      @Reference EventStreams streams,
      @Reference HealthBoard board,
      @Reference PluginCalls calls) {
    this.callers = callers;
    this.counters = counters;
    this.slots = slots;
    this.streams = streams;
    this.board = board;
    this.calls = calls;
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
    var text = new StringBuilder(4096);
    head(text, "custode_http_requests_total", "counter", "Requests answered, by status.");
    counters
        .byStatus()
        .forEach(
            (status, count) ->
                text.append("custode_http_requests_total{status=\"")
                    .append(status)
                    .append("\"} ")
                    .append(count)
                    .append('\n'));
    one(
        text,
        "custode_http_seconds_total",
        "counter",
        "Seconds spent on requests.",
        counters.seconds());
    one(text, "custode_gate_parked", "gauge", "Requests that wait now.", slots.parkedNow());
    one(
        text,
        "custode_gate_parked_total",
        "counter",
        "Requests that had to wait while a plugin changed.",
        slots.parkedEver());
    one(
        text,
        "custode_gate_refused_total",
        "counter",
        "Requests refused since too many waited.",
        slots.refusedEver());
    one(text, "custode_event_streams", "gauge", "Open event streams.", streams.open());
    parts(text);
    for (var each : gauges) {
      var gauge = calls.guarded(Gauge.class, each, LONGEST);
      try {
        one(text, gauge.name(), "gauge", gauge.help(), gauge.value());
      } catch (RuntimeException | LinkageError e) {
        LOG.warn("Figure {} cannot be read", gauge, e);
      }
    }
    jvm(text);
    return text.toString();
  }

  private void parts(StringBuilder text) {
    head(text, "custode_part_up", "gauge", "Whether a part of /health is up.");
    board
        .parts()
        .forEach(
            (part, health) ->
                text.append("custode_part_up{part=\"")
                    .append(part.replaceAll("[^A-Za-z0-9_.-]", "_"))
                    .append("\"} ")
                    .append(health.up() ? 1 : 0)
                    .append('\n'));
  }

  private static void jvm(StringBuilder text) {
    var memory = ManagementFactory.getMemoryMXBean();
    var heap = memory.getHeapMemoryUsage();
    one(text, "jvm_heap_used_bytes", "gauge", "Heap in use.", heap.getUsed());
    one(text, "jvm_heap_max_bytes", "gauge", "Largest heap.", heap.getMax());
    one(
        text,
        "jvm_nonheap_used_bytes",
        "gauge",
        "Memory of classes and code in use.",
        memory.getNonHeapMemoryUsage().getUsed());
    one(
        text,
        "jvm_threads",
        "gauge",
        "Live threads.",
        ManagementFactory.getThreadMXBean().getThreadCount());
    one(
        text,
        "jvm_classes",
        "gauge",
        "Loaded classes.",
        ManagementFactory.getClassLoadingMXBean().getLoadedClassCount());
    var collectors = ManagementFactory.getGarbageCollectorMXBeans();
    one(
        text,
        "jvm_gc_seconds_total",
        "counter",
        "Seconds spent on collecting garbage.",
        collectors.stream().mapToLong(each -> Math.max(0, each.getCollectionTime())).sum() / 1e3);
    one(
        text,
        "process_uptime_seconds",
        "gauge",
        "Seconds since the start.",
        ManagementFactory.getRuntimeMXBean().getUptime() / 1e3);
  }

  private static void one(StringBuilder text, String name, String type, String help, double value) {
    head(text, name, type, help);
    text.append(name).append(' ').append(value).append('\n');
  }

  private static void head(StringBuilder text, String name, String type, String help) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }
}
