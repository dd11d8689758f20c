// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.identity;

import io.custode.agent.protocol.Enrolment;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gets an identity from the platform, first by a secret, later by the identity before it. */
public final class Enroller {
  private Enroller() {}

  /**
   * Makes a key on this machine, which never leaves it, and has it certified.
   *
   * @param proxy see {@link HttpProxy#parse}, or null
   * @throws AgentPort.Refused if the platform will not
   * @throws IOException if it cannot be reached, or is not who the secret names
   */
  public static Identity enrol(
      URI server, EnrolmentSecret secret, String hostname, @Nullable String proxy)
      throws IOException {
    try {
      var keys = Keys.generate();
      var request =
          new Enrolment.Request(
              secret.random(),
              publicKey(keys),
              Keys.proof(keys.getPrivate(), secret.random()),
              hostname,
              true);
      var way = proxy == null ? null : HttpProxy.parse(proxy);
      var port = new AgentPort(server, new Sockets(Tls.pinned(secret.fingerprint()), way));
      var grant = port.post("/enrol", request);
      return Identity.granted(server.toString(), grant, keys, Set.of(secret.fingerprint()), proxy);
    } catch (GeneralSecurityException e) {
      throw new IOException("Enrolment failed: " + e.getMessage(), e);
    }
  }

  /** A new key and certificate for the same agent; the old ones stay valid until they end. */
  public static Identity renew(Identity old) throws IOException {
    try {
      var keys = Keys.generate();
      var request =
          new Enrolment.Renewal(publicKey(keys), Keys.proof(keys.getPrivate(), old.agent()), true);
      var grant = AgentPort.of(old).post("/renew", request);
      if (!grant.agent().equals(old.agent())) {
        throw new IOException("The platform renewed for another agent; the old identity is kept");
      }
      return Identity.granted(
          old.server().toString(), grant, keys, Set.copyOf(old.trusts()), old.proxyText());
    } catch (GeneralSecurityException e) {
      throw new IOException("Renewal failed: " + e.getMessage(), e);
    }
  }

  private static String publicKey(KeyPair keys) {
    return Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
  }
}
