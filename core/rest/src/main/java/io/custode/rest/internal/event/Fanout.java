// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.event;

import io.custode.api.access.Principal;
import io.custode.api.asset.AssetId;
import io.custode.api.json.Json;
import io.custode.api.metric.MetricBatch;
import io.custode.api.tenant.TenantId;
import io.custode.core.access.Doors;
import io.custode.core.json.JsonMapping;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives each message to those streams whose callers see its tenant and may read its kind, on a
 * thread of its own: the platform's must not wait for streams.
 */
final class Fanout {
  /** Lets a caller hear events. */
  static final String EVENTS = "core.event.read";

  /** Lets a caller hear metrics. */
  static final String METRICS = "core.metric.read";

  private static final Logger LOG = LoggerFactory.getLogger(Fanout.class);
  private static final int WAITING_MESSAGES = 10_000;

  private final AtomicLong sequence = new AtomicLong(System.currentTimeMillis() << 10);
  private final ThreadPoolExecutor sender =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(WAITING_MESSAGES),
          task -> EventStreams.thread(task, "custode-rest-streams"));
  private final Set<EventStream> streams;
  private final Doors doors;
  private final JsonMapping mapping;
  private final Runnable tooMany;

  /**
   * @param streams those that are open at any time
   * @param tooMany called when more comes than can be given
   */
  Fanout(Set<EventStream> streams, Doors doors, JsonMapping mapping, Runnable tooMany) {
    this.streams = streams;
    this.doors = doors;
    this.mapping = mapping;
    this.tooMany = tooMany;
  }

  void close() {
    sender.shutdownNow();
  }

  void event(String type, @Nullable TenantId tenant, Json event) {
    enqueue(() -> deliver(type, tenant, event));
  }

  void metrics(MetricBatch batch) {
    enqueue(() -> deliver(batch));
  }

  /** What concerns everybody who is signed in, whichever tenant he is of and whatever he may. */
  void toAll(String type, Json data) {
    enqueue(
        () -> {
          var message = message(type, data);
          streams.forEach(stream -> stream.send(message));
        });
  }

  private void enqueue(Runnable delivery) {
    if (streams.isEmpty()) {
      return;
    }
    try {
      sender.execute(() -> EventStreams.guarded("delivery", delivery));
    } catch (RejectedExecutionException e) {
      LOG.warn("More events come than the open streams can take: all streams end");
      tooMany.run();
    }
  }

  private void deliver(String type, @Nullable TenantId tenant, Json event) {
    String message = null;
    for (var stream : streams) {
      if (mayHear(stream, EVENTS, tenant) && isAbout(event, stream.asset())) {
        message = message == null ? message(type, event) : message;
        stream.send(message);
      }
    }
  }

  private void deliver(MetricBatch batch) {
    String message = null;
    for (var stream : streams) {
      if (mayHear(stream, METRICS, batch.tenant())
          && (stream.asset() == null || stream.asset().equals(batch.asset()))) {
        message = message == null ? message("metric", mapping.write(batch)) : message;
        stream.send(message);
      }
    }
  }

  private boolean mayHear(EventStream stream, String permission, @Nullable TenantId tenant) {
    var principal = stream.principal();
    if (stream.hasEnded() || !principal.may(permission) || !stream.wants(tenant)) {
      return false;
    }
    return tenant == null
        ? principal.kind() != Principal.Kind.CONTACT
        : doors.sees(principal, tenant);
  }

  /**
   * An event's record names its asset in the component {@code asset}. Inside a text value the
   * quotes would be escaped, so no value can look like it.
   */
  private static boolean isAbout(Json event, @Nullable AssetId asset) {
    return asset == null || event.text().contains("\"asset\":\"" + asset + "\"");
  }

  private String message(String type, Json data) {
    // JSON holds no raw line breaks but between its tokens, where a blank is as good
    return "id: "
        + sequence.incrementAndGet()
        + "\nevent: "
        + type
        + "\ndata: "
        + data.text().replace('\n', ' ').replace('\r', ' ')
        + "\n\n";
  }
}
