// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.protocol;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Documents of {@code POST /enrol} and {@code POST /renew} on the agents' port, JSON without a
 * version byte. {@code POST /leave}, with a certificate and without a document, ends the agent's
 * access.
 *
 * <p>The enrolment secret is {@code cst1.<random>.<fingerprint>}: the fingerprint is the SHA-256 of
 * the certificate authority's certificate in lower-case hexadecimal, so that the agent knows whom
 * it talks to before it sends the rest.
 */
public final class Enrolment {
  private Enrolment() {}

  /**
   * To {@code /enrol}, server authenticated by the fingerprint.
   *
   * @param secret the random part only
   * @param publicKey Base64 of the DER SubjectPublicKeyInfo, EC P-256
   * @param proof Base64 of SHA256withECDSA by that key over the UTF-8 bytes of {@code secret}
   * @param readsRoots true if the agent reads {@link Grant#roots}; another one is given a
   *     certificate by the authority that its secret names
   */
  public record Request(
      String secret,
      String publicKey,
      String proof,
      String hostname,
      @Nullable Boolean readsRoots) {
    /** Of an agent that knows of one authority only. */
    public Request(String secret, String publicKey, String proof, String hostname) {
      this(secret, publicKey, proof, hostname, null);
    }
  }

  /**
   * To {@code /renew}, over mutual TLS with the certificate that is to be renewed.
   *
   * @param proof by the new key over the UTF-8 bytes of the agent's id
   * @param readsRoots true if the agent reads {@link Grant#roots}; another one is given a
   *     certificate by the authority that its present one is by
   */
  public record Renewal(String publicKey, String proof, @Nullable Boolean readsRoots) {
    /** Of an agent that knows of one authority only. */
    public Renewal(String publicKey, String proof) {
      this(publicKey, proof, null);
    }
  }

  /**
   * The answer to both.
   *
   * @param agent the agent's id, CN of the certificate
   * @param certificates PEM, the agent's first, then that of the authority that it is by
   * @param mqtt where to connect, {@code ssl://host:port}
   * @param renewAfter by the platform's clock
   * @param pending true if somebody has to approve the agent before it is let in
   * @param roots PEM of all authorities that the agent is to trust from now on, instead of those
   *     that it trusted; null if it is the one above only
   */
  public record Grant(
      String agent,
      List<String> certificates,
      String mqtt,
      Instant clock,
      Instant renewAfter,
      @Nullable Boolean pending,
      @Nullable List<String> roots) {
    public Grant {
      certificates = List.copyOf(certificates);
      roots = roots == null ? null : List.copyOf(roots);
    }

    /** Let in at once, by the one authority. */
    public Grant(
        String agent, List<String> certificates, String mqtt, Instant clock, Instant renewAfter) {
      this(agent, certificates, mqtt, clock, renewAfter, null, null);
    }
  }

  /**
   * A refusal (400, 401, 403, 409, 413, 429, 503).
   *
   * @param problem kebab-case name
   * @param what one sentence: what happened
   * @param todo one sentence: what to do
   */
  public record Refusal(String problem, String what, String todo) {}
}
