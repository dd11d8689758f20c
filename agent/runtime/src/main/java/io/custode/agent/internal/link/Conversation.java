// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.link;

import io.custode.agent.internal.identity.Identity;
import io.custode.agent.protocol.Message;
import io.custode.agent.protocol.Message.ActionRequest;
import io.custode.agent.protocol.Message.EnrolAnew;
import io.custode.agent.protocol.Message.Hello;
import io.custode.agent.protocol.Message.MetricAck;
import io.custode.agent.protocol.Message.ModuleOffer;
import io.custode.agent.protocol.Message.ModuleRelease;
import io.custode.agent.protocol.Message.ModuleStates;
import io.custode.agent.protocol.Message.ModuleWithdrawal;
import io.custode.agent.protocol.Message.Renew;
import io.custode.agent.protocol.Message.ResultAck;
import io.custode.agent.protocol.Message.Welcome;
import io.custode.agent.protocol.ModuleState;
import io.custode.agent.protocol.RuntimeVersion;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What is said over one connection: hello first, then whatever the platform does not have yet,
 * again and again until it says that it has it. One thread.
 */
final class Conversation {
  private static final long AGAIN_NANOS = 10_000_000_000L;
  private static final long FORGET_NANOS = 600_000_000_000L;
  private static final int RESULTS_AT_ONCE = 32;

  private final Link.Parts parts;
  private final Outbound outbound;
  private final String version;
  private final String boot;
  private final Identity identity;

  private boolean welcomed;
  private @Nullable String secret;
  private OptionalInt renewal = OptionalInt.empty();
  private long helloAt;
  private long metricsAt;
  private long forgotAt = System.nanoTime() - FORGET_NANOS;
  private int inventorySent;
  private boolean platformKnowsModules;
  private @Nullable List<ModuleState> modulesSent;
  private long modulesAt;

  Conversation(
      Link.Parts parts, Outbound outbound, String version, String boot, Identity identity) {
    this.parts = parts;
    this.outbound = outbound;
    this.version = version;
    this.boot = boot;
    this.identity = identity;
  }

  void begin() {
    hello();
    metricsAt = System.nanoTime() - AGAIN_NANOS;
  }

  boolean welcomed() {
    return welcomed;
  }

  /** Set if this machine is a copy of another one and is to enrol anew. */
  @Nullable String secret() {
    return secret;
  }

  /** Seconds in which the certificate is to be renewed, if the platform said so; said once. */
  OptionalInt renewal() {
    var said = renewal;
    renewal = OptionalInt.empty();
    return said;
  }

  void handle(Message message) {
    if (message instanceof Welcome welcome) {
      if (!welcomed) {
        parts.welcomed().run();
      }
      parts.clock().heard(welcome.clock());
      parts.sampler().pace(welcome.metricSeconds());
      if (!welcomed) {
        welcomed = true;
        tellOffset();
        tellVersion(welcome.version());
      }
      parts.runner().watch();
    } else if (message instanceof ActionRequest request) {
      parts.runner().submit(request);
    } else if (message instanceof ResultAck ack) {
      parts.journal().acknowledge(ack.id());
      outbound.acknowledged(ack.id());
    } else if (message instanceof MetricAck ack) {
      if (parts.metrics().acknowledged(ack.sequence())) {
        metricsAt = System.nanoTime() - AGAIN_NANOS;
      }
    } else if (message instanceof ModuleOffer offer) {
      parts.modules().offer(offer);
    } else if (message instanceof ModuleWithdrawal withdrawal) {
      parts.modules().withdraw(withdrawal);
    } else if (message instanceof ModuleRelease release) {
      parts.modules().release(release);
    } else if (message instanceof Renew renew) {
      renewal = OptionalInt.of(renew.within());
    } else if (message instanceof EnrolAnew anew && anew.boot().equals(boot)) {
      secret = anew.secret();
    }
  }

  /** To be called at least every second. */
  void duties() {
    long now = System.nanoTime();
    boolean clockUnsure = parts.clock().now().isEmpty();
    if ((!welcomed || clockUnsure) && now - helloAt > AGAIN_NANOS) {
      hello();
    }
    results();
    metrics(now);
    inventory();
    modules(now);
    parts.runner().watch();
    if (now - forgotAt > FORGET_NANOS) {
      forgotAt = now;
      parts.clock().now().ifPresent(parts.journal()::forget);
    }
  }

  private void hello() {
    helloAt = System.nanoTime();
    var hello =
        new Hello(
            version,
            boot,
            Instant.now(),
            parts.runner().open(),
            identity.trusts(),
            identity.certifiedBy(),
            parts.modules().states());
    if (outbound.send(hello)) {
      modulesSent = hello.modules();
      modulesAt = helloAt;
    }
  }

  /** What changed at once, and all now and then: the platform may not have taken it. */
  private void modules(long now) {
    var states = parts.modules().states();
    boolean due = !states.equals(modulesSent) || now - modulesAt > FORGET_NANOS;
    if (platformKnowsModules && due && outbound.send(new ModuleStates(states))) {
      modulesSent = states;
      modulesAt = now;
    }
  }

  private void results() {
    int sent = 0;
    for (var id : parts.journal().ended()) {
      if (sent < RESULTS_AT_ONCE && outbound.resultIsDue(id)) {
        parts.journal().result(id).ifPresent(outbound::ended);
        sent++;
      }
    }
  }

  private void metrics(long now) {
    if (now - metricsAt >= AGAIN_NANOS) {
      var batch = parts.metrics().batch();
      if (batch.isPresent() && outbound.send(batch.get())) {
        metricsAt = now;
      }
    }
  }

  private void inventory() {
    var report = parts.sampler().report();
    if (report != null && report.number() != inventorySent && outbound.send(report.payload())) {
      inventorySent = report.number();
    }
  }

  /** What the platform of another version says and this one does not know is ignored. */
  private void tellVersion(@Nullable String platform) {
    platformKnowsModules = platform != null;
    if (platform != null
        && RuntimeVersion.parse(version).filter(own -> !own.inStep(platform)).isPresent()) {
      Link.LOG.warn(
          "The platform has version "
              + platform
              + " and this agent "
              + version
              + ": more than one minor version lies between them. Some of what the platform asks for"
              + " may not work; upgrade the older one");
    }
  }

  private void tellOffset() {
    long seconds = parts.clock().offset().toSeconds();
    if (Math.abs(seconds) > 60) {
      Link.LOG.warn(
          "This machine's clock is "
              + seconds
              + " s behind the platform's; the agent allows for it");
    }
  }
}
