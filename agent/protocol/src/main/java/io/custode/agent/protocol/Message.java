// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.protocol;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message of the link. Times are by the sender's clock unless said otherwise. Both directions are
 * at-least-once: every message is safe to receive twice.
 */
public sealed interface Message {
  /**
   * Up, after each connect: who speaks, and which actions it has that we have not acknowledged.
   *
   * @param version of the agent's runtime
   * @param boot changes with each start of the agent's process
   * @param clock the agent's clock now; the platform measures the offset by it
   * @param open ids of actions that the agent knows and whose end is not acknowledged
   * @param trusts SHA-256 of the authorities' certificates that the agent trusts, lower-case
   *     hexadecimal; null from an agent that knows of one authority only
   * @param certifiedBy the same of the authority that its own certificate is by
   * @param modules how its modules are; null from an agent that does not tell
   */
  record Hello(
      String version,
      String boot,
      Instant clock,
      List<String> open,
      @Nullable List<String> trusts,
      @Nullable String certifiedBy,
      @Nullable List<ModuleState> modules)
      implements Message {
    public Hello {
      open = List.copyOf(open);
      trusts = trusts == null ? null : List.copyOf(trusts);
      modules = modules == null ? null : List.copyOf(modules);
    }

    /** From an agent that does not tell of its modules. */
    public Hello(
        String version,
        String boot,
        Instant clock,
        List<String> open,
        @Nullable List<String> trusts,
        @Nullable String certifiedBy) {
      this(version, boot, clock, open, trusts, certifiedBy, null);
    }

    /** From an agent that knows of one authority only. */
    public Hello(String version, String boot, Instant clock, List<String> open) {
      this(version, boot, clock, open, null, null);
    }
  }

  /**
   * Down, answer to hello.
   *
   * @param clock the platform's clock now; the agent corrects action times by the offset
   * @param metricSeconds how often to send metrics
   * @param version of the platform; null from one that does not know {@link ModuleStates}
   */
  record Welcome(Instant clock, int metricSeconds, @Nullable String version) implements Message {
    /** From a platform that does not say its version. */
    public Welcome(Instant clock, int metricSeconds) {
      this(clock, metricSeconds, null);
    }
  }

  /** Up: what the machine is. After connect and when it changed. */
  record InventoryReport(MachineInventory inventory) implements Message {}

  /**
   * Down: do this. Sent again until an {@link ActionResult} came, so the agent knows by id what it
   * has.
   *
   * @param input JSON of the handler's input record
   * @param expiresAt by the platform's clock; not to be started after it
   * @param lockKey actions with the same key run one after another, or null
   */
  record ActionRequest(
      String id,
      String verb,
      String input,
      Instant expiresAt,
      @Nullable String lockKey,
      int priority)
      implements Message {}

  /** Up: the agent has written down that it starts the action. */
  record ActionStarted(String id, Instant at) implements Message {}

  /**
   * Up: the action ended. Sent again until acknowledged.
   *
   * @param output JSON of the handler's result record, or null
   * @param reason why, unless succeeded
   */
  record ActionResult(
      String id,
      Outcome outcome,
      @Nullable String output,
      @Nullable String reason,
      Instant startedAt,
      Instant finishedAt)
      implements Message {}

  /** How an action ended. */
  enum Outcome {
    SUCCEEDED,
    FAILED,
    /** Started; whether it took effect cannot be known. */
    UNKNOWN,
    /** Came too late to start. */
    EXPIRED
  }

  /** Down: the result is stored; the agent need not send it again. */
  record ResultAck(String id) implements Message {}

  /**
   * Up: measured values, oldest first.
   *
   * @param sequence grows with each batch of an agent's process
   */
  record Metrics(long sequence, List<Point> points) implements Message {
    public Metrics {
      points = List.copyOf(points);
    }
  }

  /** One value; see the metric API for names and units. */
  record Point(String name, String unit, double value, Instant at) {}

  /** Down: batches up to this sequence are stored. */
  record MetricAck(long sequence) implements Message {}

  /**
   * Down: an endpoint module to have. The agent fetches {@code /modules/<id>/<version>} and checks
   * it against the descriptor, and the descriptor against the platform's signature.
   *
   * @param descriptor JSON of a {@link ModuleDescriptor}, the very bytes that are signed
   * @param signature Base64 of SHA256withECDSA by the key of an authority that the agent trusts
   */
  record ModuleOffer(String descriptor, String signature) implements Message {}

  /**
   * Down: a module is to be here no more. The agent stops it and removes its jar; what the module
   * keeps in its directory stays.
   *
   * @param descriptor JSON of a {@link ModuleEnd}, the very bytes that are signed
   * @param signature as of a {@link ModuleOffer}
   */
  record ModuleWithdrawal(String descriptor, String signature) implements Message {}

  /**
   * Down: somebody says that a module which is held back may be tried again.
   *
   * @param hold of the {@link ModuleState} that he looked at; another one is ignored
   */
  record ModuleRelease(String id, String sha256, int hold) implements Message {}

  /** Up: how all modules are, when that changed. Only to a platform that says its version. */
  record ModuleStates(List<ModuleState> modules) implements Message {
    public ModuleStates {
      modules = List.copyOf(modules);
    }
  }

  /**
   * Down: the certificate is to be renewed now, since the platform's authorities change. Only to an
   * agent whose {@link Hello} said what it trusts.
   *
   * @param within seconds; the agent takes a moment in them by chance, so that a fleet does not
   *     come at once
   */
  record Renew(int within) implements Message {}

  /**
   * Down: another machine speaks with this agent's certificate too, since one is a copy of the
   * other. The process that is meant enrols anew and becomes an agent of its own.
   *
   * @param boot of the {@link Hello} of the process that is meant; others ignore it
   * @param secret an enrolment secret, good once and for minutes
   */
  record EnrolAnew(String boot, String secret) implements Message {
    @Override
    public String toString() {
      return "EnrolAnew[" + boot + "]";
    }
  }
}
