// SPDX-License-Identifier: Apache-2.0
package io.custode.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How long it takes until a plugin with a table, a route, a command, a job and pages works; how
 * long its callers wait for an update; and how long a rewrite of many rows takes that comes to
 * nothing.
 */
public final class PluginBenchmark {
  private static final int ROUNDS = 7;
  private static final int AT_ONCE = 10_000;

  /** Stays below what one caller may ask for in a second. */
  private static final long PAUSE_MILLIS = 25;

  private final HttpClient client;
  private final String server;
  private final String token;
  private final Path jars;
  private final String notes;

  private PluginBenchmark(String server, Path authority, Path token, Path jars, String tenant)
      throws IOException, GeneralSecurityException {
    this.client =
        HttpClient.newBuilder()
            .sslContext(Authority.trusted(authority))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    this.server = server;
    this.token = Files.readString(token).strip();
    this.jars = jars;
    this.notes = "/api/v1/tenants/" + tenant + "/plugins/guest/notes";
  }

  /** Arguments: server, its ca.pem, file with an API token, signed jars, a tenant's id. */
  public static void main(String[] arguments)
      throws IOException, GeneralSecurityException, InterruptedException {
    var benchmark =
        new PluginBenchmark(
            arguments[0],
            Path.of(arguments[1]),
            Path.of(arguments[2]),
            Path.of(arguments[3]),
            arguments[4]);
    benchmark.comeAndGo();
    benchmark.update(2_000);
    benchmark.update(100_000);
    benchmark.rewrite();
  }

  private void comeAndGo() throws IOException, InterruptedException {
    var plan = new double[ROUNDS];
    var install = new double[ROUNDS];
    var uninstall = new double[ROUNDS];
    // what is loaded once and for all is loaded before
    for (int round = -2; round < ROUNDS; round++) {
      double planned = post("/api/v1/plugins/plan", source("1.0.0"));
      double installed = post("/api/v1/plugins", source("1.0.0"));
      double gone = send("DELETE", "/api/v1/plugins/guest", "", 200);
      if (round >= 0) {
        plan[round] = planned;
        install[round] = installed;
        uninstall[round] = gone;
      }
    }
    print("plan", plan);
    print("install", install);
    print("uninstall", uninstall);
  }

  /** A column and an index more, while somebody reads. */
  private void update(int rows) throws IOException, InterruptedException {
    post("/api/v1/plugins", source("1.0.0"));
    for (int many = count(); many < rows; many += AT_ONCE) {
      post(notes + "?many=" + Math.min(AT_ONCE, rows - many), "{}");
    }
    double planned = post("/api/v1/plugins/plan", source("1.1.0"));
    var reader = new Reader();
    double took;
    try {
      took = post("/api/v1/plugins", source("1.1.0"));
    } finally {
      reader.stop();
    }
    System.out.printf(
        "update of %d rows: plan %.0f ms, update %.0f ms; %d requests meanwhile, %d failed, the"
            + " longest %d ms%n",
        rows, planned, took, reader.answered.get(), reader.failed.get(), reader.longest.get());
    if (rows < 100_000) {
      send("DELETE", "/api/v1/plugins/guest", "", 200);
      send("DELETE", "/api/v1/plugin-data/guest", "", 204);
    }
  }

  /** All rows are rewritten, the new version does not work, all rows are as before. */
  private void rewrite() throws IOException, InterruptedException {
    int rows = count();
    var accepted = source("2.0.0").replace("}", ",\"acceptRewrite\":true}");
    double took = send("POST", "/api/v1/plugins", accepted, 409);
    if (count() != rows || get(notes).contains("rewritten")) {
      throw new IOException("It is not as it was: " + get(notes));
    }
    System.out.printf("rewrite of %d rows that comes to nothing: %.0f ms%n", rows, took);
  }

  /** Reads as fast as one caller may. */
  private final class Reader {
    final AtomicInteger answered = new AtomicInteger();
    final AtomicInteger failed = new AtomicInteger();
    final AtomicLong longest = new AtomicLong();
    private final AtomicBoolean over = new AtomicBoolean();
    private final Thread thread = new Thread(this::run, "reader");

    Reader() {
      thread.start();
    }

    private void run() {
      while (!over.get()) {
        try {
          long took = Math.round(send("GET", notes, "", 200));
          longest.accumulateAndGet(took, Math::max);
          answered.incrementAndGet();
          TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (IOException e) {
          failed.incrementAndGet();
        } catch (InterruptedException e) {
          return;
        }
      }
    }

    void stop() throws InterruptedException {
      over.set(true);
      thread.join();
    }
  }

  private String source(String version) {
    return "{\"source\":\"file:" + jars.resolve("guest-" + version + ".jar") + "\"}";
  }

  private int count() throws IOException, InterruptedException {
    var state = get(notes);
    return Integer.parseInt(state.replaceAll(".*\"notes\":(\\d+).*", "$1"));
  }

  private double post(String path, String body) throws IOException, InterruptedException {
    return send("POST", path, body, 200);
  }

  private String get(String path) throws IOException, InterruptedException {
    return client.send(request("GET", path, ""), BodyHandlers.ofString()).body();
  }

  private double send(String method, String path, String body, int expected)
      throws IOException, InterruptedException {
    long began = System.nanoTime();
    var answer = client.send(request(method, path, body), BodyHandlers.ofString());
    double took = (System.nanoTime() - began) / 1e6;
    if (answer.statusCode() != expected && answer.statusCode() / 100 != expected / 100) {
      throw new IOException(method + " " + path + ": " + answer.statusCode() + answer.body());
    }
    return took;
  }

  private HttpRequest request(String method, String path, String body) {
    return HttpRequest.newBuilder(URI.create(server + path))
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json")
        .method(method, HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  private static void print(String what, double[] millis) {
    Arrays.sort(millis);
    System.out.printf(
        "%s: median %.0f ms, longest %.0f ms, %d times%n",
        what, millis[millis.length / 2], millis[millis.length - 1], millis.length);
  }
}
