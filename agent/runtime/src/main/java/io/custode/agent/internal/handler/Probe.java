// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.handler;

import io.custode.agent.api.ActionContext;
import io.custode.agent.api.ActionHandler;
import io.custode.agent.api.ActionOutcome;
import io.custode.agent.internal.Log;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code probe}: can this machine reach something, and how long does it take. That it cannot is an
 * answer, not a failure.
 */
public final class Probe implements ActionHandler<Probe.Target, Probe.Answer> {
  private static final Set<String> KINDS = Set.of("self", "tcp", "dns", "http");

  /**
   * What to reach.
   *
   * @param kind self (the agent itself), tcp, dns or http
   * @param target host of tcp, name of dns, http or https URL of http
   * @param port of tcp
   * @param timeoutSeconds 1 to 60; 10 if left out
   */
  public record Target(
      String kind,
      @Nullable String target,
      @Nullable Integer port,
      @Nullable Integer timeoutSeconds) {
    public Target {
      check(KINDS.contains(kind), "kind must be one of self, tcp, dns, http");
      timeoutSeconds = timeoutSeconds == null ? 10 : timeoutSeconds;
      check(timeoutSeconds >= 1 && timeoutSeconds <= 60, "timeoutSeconds must be 1 to 60");
      if (!kind.equals("self")) {
        check(target != null && !target.isBlank() && target.length() <= 2048, "target is missing");
      }
      if (kind.equals("tcp")) {
        check(port != null && port > 0 && port < 65536, "port must be 1 to 65535");
      }
      if (kind.equals("http")) {
        var scheme = URI.create(String.valueOf(target)).getScheme();
        check("http".equals(scheme) || "https".equals(scheme), "target must be an http(s) URL");
      }
    }

    private static void check(boolean fits, String rule) {
      if (!fits) {
        throw new IllegalArgumentException(rule);
      }
    }

    String where() {
      return target == null ? "" : target;
    }

    int millis() {
      return timeoutSeconds == null ? 0 : 1000 * timeoutSeconds;
    }
  }

  /** Whether it was reached, in which time, and what it said. */
  public record Answer(boolean ok, long millis, String detail) {}

  @Override
  public String verb() {
    return "probe";
  }

  @Override
  public Class<Target> input() {
    return Target.class;
  }

  @Override
  public boolean idempotent() {
    return true;
  }

  @Override
  public ActionOutcome<Answer> run(Target target, ActionContext context) {
    long start = System.nanoTime();
    boolean ok = true;
    String detail;
    try {
      detail =
          switch (target.kind()) {
            case "tcp" -> tcp(target);
            case "dns" -> InetAddress.getByName(target.where()).getHostAddress();
            case "http" -> http(target);
            default -> "The agent is here";
          };
    } catch (IOException | IllegalArgumentException e) {
      ok = false;
      detail = Log.reason(e);
    }
    long millis = (System.nanoTime() - start) / 1_000_000;
    return ActionOutcome.succeeded(new Answer(ok, millis, detail));
  }

  private static String tcp(Target target) throws IOException {
    int port = target.port() == null ? 0 : target.port();
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(target.where(), port), target.millis());
      return "Connected to " + socket.getInetAddress().getHostAddress();
    }
  }

  private static String http(Target target) throws IOException {
    var connection = (HttpURLConnection) URI.create(target.where()).toURL().openConnection();
    connection.setConnectTimeout(target.millis());
    connection.setReadTimeout(target.millis());
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    try {
      return "Status " + connection.getResponseCode();
    } finally {
      connection.disconnect();
    }
  }
}
