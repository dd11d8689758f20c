// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.gate;

import io.custode.api.access.RequiresPermission;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import org.junit.jupiter.api.Test;

/**
 * What the gate and JAX-RS cost: requests per second of a trivial GET against a bare servlet in the
 * same Jetty, in turns. Run it by name: {@code -Dtest=OverheadBenchmark}.
 */
class OverheadBenchmark {
  private static final int CONNECTIONS = 4;
  private static final long ROUND_NANOS = TimeUnit.SECONDS.toNanos(4);

  /** The least that a resource can do. */
  @Path("trivial")
  public static final class Trivial {
    @GET
    @RequiresPermission("core.thing.read")
    public List<String> get() {
      return List.of("trivial");
    }
  }

  private static final class Bare extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.setContentType("application/json");
      response.getOutputStream().write("[\"trivial\"]".getBytes());
    }
  }

  @Test
  void measure() throws Exception {
    var endless = Map.<String, Object>of("requestsPerSecond", 10_000_000, "burst", 10_000_000);
    try (var door = new Door(endless)) {
      door.people.technician("tech", "core.thing.read");
      door.publishCore(new Trivial());
      door.serve("/bare", new Bare());
      double[] ratios = new double[5];
      round(door, "/bare");
      round(door, "/api/v1/trivial");
      for (int i = 0; i < ratios.length; i++) {
        double bare = round(door, "/bare");
        double gate = round(door, "/api/v1/trivial");
        ratios[i] = gate / bare;
        System.out.printf("bare %.0f/s gate %.0f/s ratio %.2f%n", bare, gate, ratios[i]);
      }
      Arrays.sort(ratios);
      System.out.printf("median ratio %.2f%n", ratios[ratios.length / 2]);
    }
  }

  private static double round(Door door, String path) throws InterruptedException {
    var count = new AtomicLong();
    var readers = Executors.newFixedThreadPool(CONNECTIONS);
    long began = System.nanoTime();
    for (int i = 0; i < CONNECTIONS; i++) {
      readers.execute(
          () -> {
            while (System.nanoTime() - began < ROUND_NANOS) {
              if (door.get("tech", path).status() != 200) {
                throw new AssertionError("refused");
              }
              count.incrementAndGet();
            }
          });
    }
    readers.shutdown();
    readers.awaitTermination(1, TimeUnit.MINUTES);
    return count.get() / ((System.nanoTime() - began) / 1e9);
  }
}
