// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.custode.api.plugin.PluginId;
import io.custode.core.capability.Capabilities;
import io.custode.core.json.JsonMapping;
import io.custode.rest.internal.Limits;
import io.custode.rest.internal.event.EventStreams;
import io.custode.rest.internal.publish.Mappings;
import io.custode.rest.internal.publish.Owner;
import io.custode.rest.internal.publish.Publisher;
import io.custode.spi.access.Permission;
import io.custode.spi.access.Permissions;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.servlet.Servlet;
import javax.ws.rs.Path;
import org.awaitility.Awaitility;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;

/** The gate, the publisher and the streams in a Jetty of their own, with people in memory. */
final class Door implements AutoCloseable {
  static final Owner CORE = new Owner(1, "custode-rest", null, Capabilities.of(null));
  static final Owner HELLO = new Owner(2, "hello", PluginId.of("hello"), Capabilities.of(null));
  static final Owner OTHER = new Owner(3, "other", PluginId.of("other"), Capabilities.of(null));

  private static final ObjectMapper MAPPER = new ObjectMapper();

  final People people = new People();
  final Limits limits;
  final Gate gate;
  final Slots slots;
  final Publisher publisher;
  final EventStreams streams;
  final Counters counters = new Counters();
  final Callers callers;
  final OwnThreads calls = new OwnThreads(people);
  final AtomicInteger mappingsOut = new AtomicInteger();
  final HttpClient http = HttpClient.newHttpClient();
  private final Server server = new Server();
  private final ServletContextHandler context = new ServletContextHandler();
  private final ServerConnector connector = new ServerConnector(server);

  Door() throws Exception {
    this(Map.of());
  }

  /**
   * @param settings those that differ from the defaults
   */
  Door(Map<String, Object> settings) throws Exception {
    limits = new Limits(config(settings));
    callers = new Callers(people, new ClientAddress(limits));
    slots = new Slots(limits);
    publisher = new Publisher(new CountedMappings(), slots, people);
    streams = new EventStreams(people, new JacksonMapping(), limits);
    gate = new Gate(callers, people, people, publisher, slots, streams, counters, limits, calls);
    serve("/api/*", gate);
    connector.setPort(0);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(context);
    server.start();
  }

  void serve(String path, Servlet servlet) {
    var holder = new ServletHolder(servlet);
    holder.setAsyncSupported(true);
    context.addServlet(holder, path);
  }

  static Limits.Config config(Map<String, Object> settings) {
    return (Limits.Config)
        Proxy.newProxyInstance(
            Door.class.getClassLoader(),
            new Class<?>[] {Limits.Config.class},
            (proxy, method, arguments) ->
                settings.getOrDefault(method.getName(), method.getDefaultValue()));
  }

  static Permissions permissions(String... ids) {
    return () -> Arrays.stream(ids).map(id -> new Permission(id, id, id, Set.of())).toList();
  }

  /** Publishes and waits until it answers. */
  void publishCore(Object... resources) {
    publisher.declare(CORE, permissions("core.thing.read", "core.thing.write"));
    List.of(resources).forEach(resource -> publisher.add(CORE, resource));
    var heads =
        Arrays.stream(resources)
            .map(resource -> resource.getClass().getAnnotation(Path.class).value().split("/")[0])
            .toList();
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> publisher.coreHeads().containsAll(heads));
  }

  /** Publishes resources of the plugin hello and waits until they answer. */
  void publishHello(int expected, Object... resources) {
    publisher.declare(HELLO, permissions("hello.note.read"));
    List.of(resources).forEach(resource -> publisher.add(HELLO, resource));
    if (!slots.awaitPublished(HELLO.plugin(), expected, Duration.ofSeconds(30))) {
      throw new AssertionError("not published");
    }
  }

  int port() {
    return connector.getLocalPort();
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  /** A request as somebody, by API token; {@code null}: signed out. */
  HttpRequest.Builder request(String who, String path) {
    var request = HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(20));
    return who == null ? request : request.header("Authorization", "Bearer " + who);
  }

  Answer get(String who, String path) {
    return send(request(who, path));
  }

  Answer post(String who, String path, String json) {
    return send(
        request(who, path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  Answer send(HttpRequest.Builder request) {
    try {
      return new Answer(http.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Sends a path that no client library would send; returns the whole answer. */
  String raw(String method, String path, String... headers) throws IOException {
    try (var socket = new Socket("127.0.0.1", port())) {
      socket.setSoTimeout(10_000);
      var head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n");
      for (var header : headers) {
        head.append(header).append("\r\n");
      }
      head.append("Connection: close\r\n\r\n");
      socket.getOutputStream().write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new AssertionError("Jetty does not stop", e);
    }
    streams.close();
    publisher.close();
  }

  /** Counts mappings, to see that each comes back. */
  private final class CountedMappings implements Mappings {
    @Override
    public JsonMapping take() {
      mappingsOut.incrementAndGet();
      return new JacksonMapping();
    }

    @Override
    public void giveBack(JsonMapping mapping) {
      mappingsOut.decrementAndGet();
    }
  }

  /** An answer, read as JSON. */
  record Answer(HttpResponse<String> response) {
    int status() {
      return response.statusCode();
    }

    String body() {
      return response.body();
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    List<String> headers(String name) {
      return response.headers().allValues(name);
    }

    JsonNode json() {
      try {
        return MAPPER.readTree(body());
      } catch (IOException e) {
        throw new AssertionError("no JSON: " + body(), e);
      }
    }

    /** The name of the problem, checked to be a whole problem document. */
    String problem() {
      assertProblem();
      return json().get("type").asText().substring("urn:custode:problem:".length());
    }

    private void assertProblem() {
      assertThat(header("Content-Type")).isEqualTo("application/problem+json");
      var fields = new ArrayList<String>();
      json().fieldNames().forEachRemaining(fields::add);
      assertThat(fields)
          .containsExactly("type", "title", "status", "detail", "todo", "instance", "violations");
      assertThat(json().get("status").asInt()).isEqualTo(status());
      assertThat(json().get("instance").asText()).isEqualTo(header("X-Correlation-Id")).hasSize(36);
    }

    /** The names of the broken fields. */
    List<String> broken() {
      return json().get("violations").findValuesAsText("field");
    }
  }
}
