// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.protocol;

import java.time.Instant;
import java.util.List;

/**
 * Documents of {@code POST /enrol} and {@code POST /renew} on the agents' port, JSON without a
 * version byte.
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
   */
  public record Request(String secret, String publicKey, String proof, String hostname) {}

  /**
   * To {@code /renew}, over mutual TLS with the certificate that is to be renewed.
   *
   * @param proof by the new key over the UTF-8 bytes of the agent's id
   */
  public record Renewal(String publicKey, String proof) {}

  /**
   * The answer to both.
   *
   * @param agent the agent's id, CN of the certificate
   * @param certificates PEM, the agent's first, then the authority's
   * @param mqtt where to connect, {@code ssl://host:port}
   * @param renewAfter by the platform's clock
   */
  public record Grant(
      String agent, List<String> certificates, String mqtt, Instant clock, Instant renewAfter) {
    public Grant {
      certificates = List.copyOf(certificates);
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
