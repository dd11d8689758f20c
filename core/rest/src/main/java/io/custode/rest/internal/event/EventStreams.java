// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.event;

import io.custode.api.access.Principal;
import io.custode.api.asset.AssetId;
import io.custode.api.error.Forbidden;
import io.custode.api.error.Problem;
import io.custode.api.error.TooMany;
import io.custode.api.error.Unavailable;
import io.custode.api.json.Json;
import io.custode.api.metric.MetricBatch;
import io.custode.api.tenant.TenantId;
import io.custode.core.access.Doors;
import io.custode.core.event.EventTap;
import io.custode.core.json.JsonMapping;
import io.custode.core.ui.UiListener;
import io.custode.rest.internal.Limits;
import io.custode.spi.metric.MetricListener;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All open streams. Who may hear what is asked anew every half minute, so a stream ends with its
 * sign-in.
 */
@Component(service = {EventStreams.class, EventTap.class, MetricListener.class, UiListener.class})
public final class EventStreams implements EventTap, MetricListener, UiListener {
  private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);
  private final Map<EventStream, Supplier<Optional<Principal>>> streams = new ConcurrentHashMap<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(task -> thread(task, "custode-rest-clock"));
  private final Fanout fanout;
  private final Limits limits;

  @Activate
  public EventStreams(
      @Reference Doors doors,
      @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) JsonMapping mapping,
      @Reference Limits limits) {
    this.fanout = new Fanout(streams.keySet(), doors, mapping, this::endAll);
    this.limits = limits;
    var now = limits.now();
    clock.scheduleWithFixedDelay(
        () -> guarded("heartbeat", this::heartbeat),
        now.heartbeatSeconds(),
        now.heartbeatSeconds(),
        TimeUnit.SECONDS);
    clock.scheduleWithFixedDelay(
        () -> guarded("check", this::recheck),
        now.recheckSeconds(),
        now.recheckSeconds(),
        TimeUnit.SECONDS);
  }

  static Thread thread(Runnable task, String name) {
    var thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  @Deactivate
  public void close() {
    clock.shutdownNow();
    fanout.close();
    endAll();
  }

  private void endAll() {
    streams.keySet().forEach(EventStream::end);
    streams.clear();
  }

  /**
   * Opens a stream.
   *
   * @param again finds out anew who the caller is
   * @param tenant the only tenant wanted, which the caller was seen to see, or null
   * @throws Forbidden if he may read neither events nor metrics
   * @throws TooMany if he has as many streams as one may have
   */
  public synchronized void open(
      HttpServletRequest request,
      HttpServletResponse response,
      Principal principal,
      Supplier<Optional<Principal>> again,
      @Nullable TenantId tenant)
      throws IOException {
    if (!principal.may(Fanout.EVENTS) && !principal.may(Fanout.METRICS)) {
      throw new Forbidden(Fanout.EVENTS);
    }
    var wanted = request.getParameter("asset");
    var asset = wanted == null ? null : AssetId.of(wanted);
    checkRoom(principal);
    response.setContentType("text/event-stream");
    response.setCharacterEncoding("UTF-8");
    if (request.getMethod().equals("HEAD")) {
      return;
    }
    var context = request.startAsync();
    context.setTimeout(0);
    var stream =
        new EventStream(
            context,
            response.getOutputStream(),
            principal,
            tenant,
            asset,
            limits.now().streamQueue());
    context.addListener(new Ending(stream));
    streams.put(stream, again);
    response.getOutputStream().setWriteListener(stream);
    // a caller that comes back knows by it that it may have missed something
    stream.send("event: ready\ndata: {}\n\n");
  }

  private void checkRoom(Principal principal) {
    var now = limits.now();
    if (streams.size() >= now.streams()) {
      throw new Unavailable("As many streams are open as there can be.", Duration.ofSeconds(30));
    }
    long own =
        streams.keySet().stream()
            .filter(stream -> stream.principal().id().equals(principal.id()))
            .count();
    if (own >= now.streamsPerCaller()) {
      throw new TooMany(
          "You have " + own + " streams open, as many as one may have.", Duration.ofSeconds(30));
    }
  }

  public int open() {
    return streams.size();
  }

  @Override
  public void on(String type, @Nullable TenantId tenant, Json event) {
    fanout.event(type, tenant, event);
  }

  @Override
  public void on(MetricBatch batch) {
    fanout.metrics(batch);
  }

  @Override
  public void changed(long rev) {
    fanout.toAll("contributions", new Json("{\"rev\":" + rev + "}"));
  }

  private void heartbeat() {
    streams.keySet().forEach(stream -> stream.send(": still here\n\n"));
  }

  private void recheck() {
    streams.forEach(
        (stream, again) -> {
          var principal = askAgain(again);
          if (principal.isPresent()) {
            stream.renew(principal.get());
          } else {
            stream.end();
          }
        });
  }

  private static Optional<Principal> askAgain(Supplier<Optional<Principal>> again) {
    try {
      return again.get();
    } catch (Problem e) {
      LOG.debug("A stream's sign-in cannot be checked: it ends", e);
      return Optional.empty();
    }
  }

  static void guarded(String what, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.warn("The {} of streams failed", what, e);
    }
  }

  /** Forgets a stream however it ends. */
  private final class Ending implements AsyncListener {
    private final EventStream stream;

    Ending(EventStream stream) {
      this.stream = stream;
    }

    @Override
    public void onComplete(AsyncEvent event) {
      streams.remove(stream);
    }

    @Override
    public void onTimeout(AsyncEvent event) {
      stream.end();
    }

    @Override
    public void onError(AsyncEvent event) {
      stream.end();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
      // a stream is never dispatched again
    }
  }
}
