// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.agent;

import io.custode.agent.protocol.Codec;
import io.custode.api.agent.Agent;
import io.custode.api.agent.AgentId;
import io.custode.api.audit.Audit;
import io.custode.api.error.Conflict;
import io.custode.api.error.NotFound;
import io.custode.api.event.EventId;
import io.custode.api.event.Events;
import io.custode.api.json.Json;
import io.custode.gateway.internal.Door;
import io.custode.gateway.internal.authority.CertificateAuthority;
import io.custode.persistence.TenantStore;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import javax.persistence.EntityManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lets machines in: one token, one agent, one certificate, in one transaction. */
@Component(service = Enroller.class)
public final class Enroller {
  private record Detail(String token, String hostname, String serial) {}

  private final TenantStore store;
  private final Door door;
  private final Audit audit;
  private final Events events;
  private final CertificateAuthority authority;

  @Activate
  public Enroller(
      @Reference(target = "(custode.schema=gateway)") TenantStore store,
      @Reference Door door,
      @Reference Audit audit,
      @Reference Events events,
      @Reference CertificateAuthority authority) {
    this.store = store;
    this.door = door;
    this.audit = audit;
    this.events = events;
    this.authority = authority;
  }

  /**
   * Uses the token up and makes an agent of the key's holder. Of several that use one token at the
   * same time exactly one succeeds.
   *
   * @param secret the random part of the enrolment secret
   * @param key whose possession is proven already
   * @return the agent's certificate
   * @throws TokenRefused if the token lets nobody in
   */
  public X509Certificate enrol(String secret, PublicKey key, String hostname) {
    var token = TokenSecret.read(secret).orElseThrow(TokenRefused::unknown);
    try {
      return door.in(token.tenant(), () -> store.write(em -> enrol(em, token, key, hostname)));
    } catch (NotFound e) {
      throw TokenRefused.unknown(); // no such tenant: somebody made the token up
    } catch (Conflict e) {
      throw TokenRefused.used();
    }
  }

  private X509Certificate enrol(
      EntityManager em, TokenSecret secret, PublicKey key, String hostname) {
    var now = Instant.now();
    var token = em.find(TokenEntity.class, secret.token().value());
    if (token == null || !secret.fits(token.hash())) {
      throw TokenRefused.unknown();
    }
    // from here on the caller has the secret, so a plain answer helps nobody who should not have it
    if (token.used()) {
      throw TokenRefused.used();
    }
    if (token.revoked()) {
      throw TokenRefused.revoked();
    }
    if (token.expired(now)) {
      throw TokenRefused.expired();
    }
    var id = AgentId.next();
    var certificate = authority.issueAgent(id.value(), key);
    token.use(id.value(), now);
    em.persist(
        new AgentEntity(id, token.site(), hostname, now, certificate.getNotAfter().toInstant()));
    var detail = new Detail(token.id(), hostname, certificate.getSerialNumber().toString(16));
    audit.record("core.agent.enrol", "agent/" + id, new Json(Codec.toJson(detail)));
    events.publish(new AgentEnrolled(EventId.next(), secret.tenant(), id, now));
    em.flush(); // the revision of the token is checked here, not after the certificate is out
    return certificate;
  }

  /** The next certificate of an agent that has shown its present one. */
  public X509Certificate renew(Agent agent, PublicKey key) {
    var certificate = authority.issueAgent(agent.id().value(), key);
    door.run(
        agent.tenant(),
        () ->
            store.write(
                em -> {
                  var row = em.find(AgentEntity.class, agent.id().value());
                  if (row == null || row.revoked()) {
                    throw new NotFound("agent", agent.id());
                  }
                  row.renewed(certificate.getNotAfter().toInstant());
                  audit.record(
                      "core.agent.renew",
                      "agent/" + agent.id(),
                      new Json(
                          "{\"serial\":\"" + certificate.getSerialNumber().toString(16) + "\"}"));
                  return row;
                }));
    return certificate;
  }
}
