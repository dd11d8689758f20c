// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.enrol;

import io.custode.agent.protocol.Enrolment;

/** A request on the agents' port that is answered with a refusal. */
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final transient Enrolment.Refusal refusal;
  private final long retryAfter;

  private Refused(int status, String name, String what, String todo, long retryAfter) {
    super(what, null, false, false);
    this.status = status;
    this.refusal = new Enrolment.Refusal(name, what, todo);
    this.retryAfter = retryAfter;
  }

  static Refused of(int status, String name, String what, String todo) {
    return new Refused(status, name, what, todo, 0);
  }

  static Refused tooMany(long seconds) {
    return new Refused(
        429,
        "too-many",
        "Too many refused requests came from your address.",
        "Wait " + seconds + " seconds.",
        seconds);
  }

  static Refused later() {
    return new Refused(
        503,
        "unavailable",
        "The platform cannot do this right now; nothing was changed.",
        "Try again in 10 seconds.",
        10);
  }

  static Refused malformed(String rule) {
    return of(400, "malformed", "The request is malformed: " + rule + ".", "Update the agent.");
  }

  static Refused nothingHere() {
    return of(404, "not-found", "There is nothing here.", "Check the address.");
  }

  static Refused stranger() {
    return of(
        401,
        "certificate-refused",
        "This needs the certificate of an agent that is enrolled and not revoked.",
        "Enrol the machine anew.");
  }

  int status() {
    return status;
  }

  Enrolment.Refusal refusal() {
    return refusal;
  }

  /**
   * @return seconds, 0 if it does not matter
   */
  long retryAfter() {
    return retryAfter;
  }
}
