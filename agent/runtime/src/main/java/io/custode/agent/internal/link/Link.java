// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.link;

import io.custode.agent.internal.Log;
import io.custode.agent.internal.action.ActionRunner;
import io.custode.agent.internal.action.Journal;
import io.custode.agent.internal.identity.AgentPort;
import io.custode.agent.internal.identity.CurrentIdentity;
import io.custode.agent.internal.identity.Enroller;
import io.custode.agent.internal.identity.EnrolmentSecret;
import io.custode.agent.internal.identity.Identity;
import io.custode.agent.internal.machine.Machine;
import io.custode.agent.internal.machine.MetricBuffer;
import io.custode.agent.internal.machine.Sampler;
import io.custode.agent.internal.module.ModuleLoader;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Keeps the agent connected, for ever, and its certificate fresh. */
public final class Link implements Runnable {
  static final Log LOG = Log.of("link");

  private static final long RENEW_AGAIN_NANOS = Duration.ofMinutes(10).toNanos();
  private static final int LONGEST_WAIT_SECONDS = 3600;

  /**
   * What the conversation is about.
   *
   * @param welcomed is run whenever the platform has welcomed the agent, before anything else
   */
  public record Parts(
      PlatformClock clock,
      Journal journal,
      ActionRunner runner,
      MetricBuffer metrics,
      Sampler sampler,
      ModuleLoader modules,
      Runnable welcomed) {}

  private final Parts parts;
  private final Outbound outbound;
  private final String version;
  private final String boot;
  private final Random random = new Random();
  private final Backoff backoff = new Backoff(random);

  private final CurrentIdentity identity;
  private volatile boolean stopped;
  private boolean onePort;
  private long triedToRenewAt;
  private @Nullable Long toldToRenewAt;
  private String lastProblem = "";
  private int problems;

  public Link(
      CurrentIdentity identity, Parts parts, Outbound outbound, String version, String boot) {
    this.identity = identity;
    this.parts = parts;
    this.outbound = outbound;
    this.version = version;
    this.boot = boot;
    this.triedToRenewAt = System.nanoTime() - RENEW_AGAIN_NANOS;
  }

  public Identity identity() {
    return identity.get();
  }

  @Override
  public void run() {
    while (!stopped) {
      renewIfDue();
      var way = Way.of(identity(), onePort);
      try (var session = MqttSession.connect(identity(), way)) {
        LOG.info("Connected to " + way + " as agent " + identity().agent());
        converse(session);
        problem("Connection lost: " + session.lost());
        pause(backoff.afterFailure());
      } catch (MqttSession.Refused e) {
        problem(e.getMessage() + ". If it was revoked, enrol again with --replace");
        pause(backoff.afterRefusal());
      } catch (IOException e) {
        problem("Not connected to " + way + ": " + e.getMessage() + certificateHint());
        onePort = !onePort; // the port for MQTT may be closed on the way
        pause(backoff.afterFailure());
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        problem("Unexpected: " + Log.reason(e));
        pause(backoff.afterFailure());
      }
    }
  }

  private void converse(MqttSession session) throws InterruptedException {
    var conversation = new Conversation(parts, outbound, version, boot, identity());
    outbound.attach(session);
    try {
      conversation.begin();
      while (!stopped && session.connected()) {
        var message = session.poll(1000);
        if (message != null) {
          conversation.handle(message);
        }
        var secret = conversation.secret();
        if (secret != null) {
          enrolAnew(secret);
          return; // to come back as somebody else
        }
        conversation.duties();
        if (conversation.welcomed()) {
          backoff.succeeded();
          lastProblem = "";
          conversation.renewal().ifPresent(this::toldToRenew);
          if (renewIfDue()) {
            return; // to come back with the new certificate
          }
        }
      }
    } finally {
      outbound.detach();
    }
  }

  /** Another machine has this one's identity: one is a copy of the other. */
  private void enrolAnew(String secret) {
    try {
      var next =
          Enroller.enrol(
              identity().server(),
              EnrolmentSecret.parse(secret),
              Machine.current().hostname(),
              identity().proxyText());
      identity.replace(next);
      LOG.info(
          "Another machine has the same identity, copied with its disk: this one is agent "
              + next.agent()
              + " from now on");
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn("Another machine has the same identity; a new one was not given", e);
    }
  }

  /** The platform has other authorities now, or will have. */
  private void toldToRenew(int within) {
    if (toldToRenewAt == null) {
      int most = Math.max(1, Math.min(within, LONGEST_WAIT_SECONDS));
      toldToRenewAt = System.nanoTime() + random.nextInt(most * 1000) * 1_000_000L;
    }
  }

  /**
   * @return true if there is a new identity
   */
  private boolean renewIfDue() {
    var now = parts.clock().now().orElseGet(Instant::now);
    boolean due =
        !now.isBefore(identity().renewAfter())
            && System.nanoTime() - triedToRenewAt >= RENEW_AGAIN_NANOS;
    boolean told = toldToRenewAt != null && System.nanoTime() - toldToRenewAt >= 0;
    if (!due && !told) {
      return false;
    }
    toldToRenewAt = null; // if it fails, the platform says so again
    triedToRenewAt = System.nanoTime();
    try {
      var next = Enroller.renew(identity());
      identity.replace(next);
      LOG.info("Certificate renewed; it ends " + next.certificateEnds());
      return true;
    } catch (AgentPort.Refused e) {
      LOG.warn("Certificate not renewed. " + e.getMessage());
    } catch (IOException e) {
      LOG.warn("Certificate not renewed, will try again", e);
    }
    return false;
  }

  private String certificateHint() {
    var now = Instant.now();
    if (now.isBefore(identity().certificateBegins())) {
      return ". Its certificate is not yet valid by this machine's clock, "
          + now.truncatedTo(ChronoUnit.SECONDS)
          + ": set the clock right";
    }
    return now.isAfter(identity().certificateEnds())
        ? ". By this machine's clock its certificate has ended; enrol again with --replace"
        : "";
  }

  /** The same problem is logged once, then at 2, 4, 8... times. */
  private void problem(String what) {
    if (stopped) {
      return;
    }
    problems = what.equals(lastProblem) ? problems + 1 : 1;
    lastProblem = what;
    if (problems == 1) {
      LOG.warn(what);
    } else if (Integer.bitCount(problems) == 1) {
      LOG.warn(what + " (" + problems + " times)");
    }
  }

  private synchronized void pause(long millis) {
    long until = System.nanoTime() + millis * 1_000_000;
    try {
      for (long left = millis;
          left > 0 && !stopped;
          left = (until - System.nanoTime()) / 1_000_000) {
        wait(left);
      }
    } catch (InterruptedException e) {
      stopped = true;
    }
  }

  public synchronized void stop() {
    stopped = true;
    notifyAll();
  }
}
