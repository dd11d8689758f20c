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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import javax.persistence.EntityManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lets machines in: one agent, one certificate, in one transaction. */
@Component(service = Enroller.class)
public final class Enroller {
  private static final int TRIES = 30;

  private record Detail(
      String token, String hostname, String address, String serial, boolean pending) {}

  /**
   * What an agent is given.
   *
   * @param pending whether somebody has to approve it first
   */
  public record Enrolled(X509Certificate certificate, boolean pending) {}

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
   * Uses the token and makes an agent of the key's holder. Of several that use one token at the
   * same time as many succeed as it has uses left.
   *
   * @param secret the random part of the enrolment secret
   * @param key whose possession is proven already
   * @param address that it comes from
   * @param readsRoots whether it can be told of more authorities than the one that its secret names
   * @throws TokenRefused if the token lets it not in
   * @throws Conflict if too many use the token at this moment
   */
  public Enrolled enrol(
      String secret, PublicKey key, String hostname, String address, boolean readsRoots) {
    var token = TokenSecret.read(secret).orElseThrow(TokenRefused::unknown);
    for (int left = TRIES; true; left--) {
      try {
        return door.in(
            token.tenant(),
            () -> store.write(em -> enrol(em, token, key, hostname, address, readsRoots)));
      } catch (NotFound e) {
        throw TokenRefused.unknown(); // no such tenant: somebody made the token up
      } catch (Conflict e) {
        // another machine used the token a moment ago, maybe not for the last time
        if (left == 0) {
          throw e;
        }
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(50_000_000));
      }
    }
  }

  private Enrolled enrol(
      EntityManager em,
      TokenSecret secret,
      PublicKey key,
      String hostname,
      String address,
      boolean readsRoots) {
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
    if (!token.letsIn(address)) {
      throw TokenRefused.elsewhere();
    }
    var id = AgentId.next();
    var by = readsRoots ? authority.fingerprint() : named(token);
    var certificate = authority.issueAgent(id.value(), key, by);
    token.use(id.value(), now);
    var agent =
        new AgentEntity(id, token.site(), hostname, now, certificate.getNotAfter().toInstant());
    agent.enrolledBy(token, address);
    agent.certifiedBy(authority.signerOf(certificate));
    em.persist(agent);
    var serial = certificate.getSerialNumber().toString(16);
    var detail = new Detail(token.id(), hostname, address, serial, token.approval());
    audit.record("core.agent.enrol", "agent/" + id, new Json(Codec.toJson(detail)));
    events.publish(new AgentEnrolled(EventId.next(), secret.tenant(), id, now));
    em.flush(); // the revision of the token is checked here, not after the certificate is out
    return new Enrolled(certificate, token.approval());
  }

  /** The authority that a token's secret names: one from before there could be two, the former. */
  private String named(TokenEntity token) {
    var named = token.authority();
    return authority.believedBy(named == null ? List.of() : List.of(named));
  }

  /**
   * A machine speaks with the certificate of this agent that is another one.
   *
   * @return an enrolment secret for it, good once and for ten minutes
   */
  public String copied(Agent agent) {
    var secret = TokenSecret.make(agent.tenant());
    var now = Instant.now();
    var row =
        new TokenEntity(
            secret.token(),
            secret.hash(),
            agent.site(),
            "gateway",
            now,
            now.plus(Duration.ofMinutes(10)));
    row.forCloneOf(agent.id());
    var fingerprint = authority.fingerprint();
    row.names(fingerprint);
    door.run(
        agent.tenant(),
        () ->
            store.write(
                em -> {
                  em.persist(row);
                  audit.record(
                      "core.agent.copied",
                      "agent/" + agent.id(),
                      new Json("{\"token\":\"" + secret.token() + "\"}"));
                  events.publish(new AgentCopied(EventId.next(), agent.tenant(), agent.id(), now));
                  return row;
                }));
    return "cst1." + secret.text() + "." + fingerprint;
  }

  /** An agent ends its own access: its machine is no longer looked after. */
  public void leave(Agent agent) {
    door.run(
        agent.tenant(),
        () ->
            store.write(
                em -> {
                  var row = em.find(AgentEntity.class, agent.id().value());
                  if (row != null && !row.revoked()) {
                    var now = Instant.now();
                    row.revoke(now);
                    audit.record("core.agent.leave", "agent/" + agent.id(), Json.EMPTY);
                    events.publish(
                        new AgentRevoked(EventId.next(), agent.tenant(), agent.id(), now));
                  }
                  return agent;
                }));
  }

  /**
   * The next certificate of an agent that has shown its present one.
   *
   * @param by fingerprint of the authority that is to certify it
   */
  public X509Certificate renew(Agent agent, PublicKey key, String by) {
    var certificate = authority.issueAgent(agent.id().value(), key, by);
    var signer = authority.signerOf(certificate);
    door.run(
        agent.tenant(),
        () ->
            store.write(
                em -> {
                  var row = em.find(AgentEntity.class, agent.id().value());
                  if (row == null || row.revoked()) {
                    throw new NotFound("agent", agent.id());
                  }
                  row.renewed(certificate.getNotAfter().toInstant(), signer);
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
