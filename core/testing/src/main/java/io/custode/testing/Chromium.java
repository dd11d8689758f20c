// SPDX-License-Identifier: Apache-2.0
package io.custode.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/**
 * A Chromium without a screen, driven over its own DevTools protocol (version 1.3): a vendor's
 * build needs no driver and no download besides the browser.
 */
final class Chromium implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration START = Duration.ofSeconds(60);
  private static final long CALL_SECONDS = 30;

  private final Process process;
  private final Path profile;
  private final WebSocket socket;
  private final Map<Integer, CompletableFuture<JsonNode>> open = new ConcurrentHashMap<>();
  private final AtomicInteger calls = new AtomicInteger();
  private volatile BiConsumer<String, JsonNode> listener = (event, params) -> {};

  private Chromium(Process process, Path profile, URI page, HttpClient client) {
    this.process = process;
    this.profile = profile;
    this.socket = client.newWebSocketBuilder().buildAsync(page, new Ear()).join();
  }

  static Chromium start() {
    try {
      Path profile = Files.createTempDirectory("custode-chromium");
      var process =
          new ProcessBuilder(
                  Objects.requireNonNull(Part.CHROMIUM.program()).toString(),
                  "--headless=new",
                  "--no-sandbox",
                  "--disable-gpu",
                  "--disable-background-networking",
                  "--disable-component-update",
                  // the platform under test has an authority of its own
                  "--ignore-certificate-errors",
                  "--remote-debugging-port=0",
                  "--user-data-dir=" + profile,
                  "about:blank")
              .redirectErrorStream(true)
              .redirectOutput(profile.resolve("chromium.log").toFile())
              .start();
      try {
        var client = HttpClient.newHttpClient();
        return new Chromium(process, profile, page(process, profile, client), client);
      } catch (RuntimeException | IOException e) {
        end(process, profile);
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Chromium did not start", e);
    }
  }

  /** Where it listens is what it writes into its profile. */
  private static URI page(Process process, Path profile, HttpClient client) throws IOException {
    Path told = profile.resolve("DevToolsActivePort");
    long end = System.nanoTime() + START.toNanos();
    try {
      while (!Files.exists(told) || Files.readAllLines(told).size() < 2) {
        if (!process.isAlive() || System.nanoTime() > end) {
          throw new IOException(Files.readString(profile.resolve("chromium.log")));
        }
        Thread.sleep(50);
      }
      var list = URI.create("http://127.0.0.1:" + Files.readAllLines(told).get(0) + "/json/list");
      while (true) {
        var answer =
            client.send(HttpRequest.newBuilder(list).build(), HttpResponse.BodyHandlers.ofString());
        for (var target : JSON.readTree(answer.body())) {
          if (target.path("type").asText().equals("page")) {
            return URI.create(target.path("webSocketDebuggerUrl").asText());
          }
        }
        if (System.nanoTime() > end) {
          throw new IOException("It has no page: " + answer.body());
        }
        Thread.sleep(50);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while Chromium started", e);
    }
  }

  void listen(BiConsumer<String, JsonNode> next) {
    listener = next;
  }

  JsonNode call(String method, Map<String, ?> params) {
    int id = calls.incrementAndGet();
    var answer = new CompletableFuture<JsonNode>();
    open.put(id, answer);
    var message = Map.of("id", id, "method", method, "params", params);
    socket.sendText(Response.text(message), true).join();
    var got = answer.orTimeout(CALL_SECONDS, TimeUnit.SECONDS).join();
    if (got.has("error")) {
      throw new AssertionError(method + " was refused: " + got.path("error"));
    }
    return got.path("result");
  }

  @Override
  public void close() {
    socket.abort();
    end(process, profile);
  }

  private static void end(Process process, Path profile) {
    var all = List.copyOf(process.descendants().toList());
    process.destroy();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(one -> one.onExit().join());
    process.onExit().join();
    Surroundings.delete(profile);
  }

  /** Puts the pieces of a message together. */
  private final class Ear implements WebSocket.Listener {
    private final StringBuilder heard = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence piece, boolean last) {
      heard.append(piece);
      if (last) {
        var message = new Response(200, heard.toString(), Response.NO_HEADERS).json();
        heard.setLength(0);
        var caller = message.has("id") ? open.remove(message.path("id").asInt()) : null;
        if (caller != null) {
          caller.complete(message);
        } else {
          listener.accept(message.path("method").asText(), message.path("params"));
        }
      }
      from.request(1);
      return CompletableFuture.completedFuture(null);
    }
  }
}
