// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.authority;

import io.custode.agent.protocol.Codec;
import io.custode.api.agent.AgentId;
import io.custode.api.audit.Audit;
import io.custode.api.error.Conflict;
import io.custode.api.event.EventId;
import io.custode.api.event.Events;
import io.custode.api.json.Json;
import io.custode.gateway.internal.Door;
import io.custode.gateway.internal.agent.AgentRows;
import io.custode.gateway.internal.agent.FleetTrust;
import io.custode.gateway.internal.authority.AuthorityReport.Behind;
import io.custode.persistence.TenantStore;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Replaces the certificate authority in steps, none of which cuts an agent off: first everybody
 * comes to trust the next one, then it signs, then the former one is dropped. Each step is for all
 * nodes; {@link OneAuthority} makes them follow.
 */
@Component(service = AuthorityRotation.class)
public final class AuthorityRotation {
  private static final Duration ALIVE = Duration.ofMinutes(5);
  private static final Duration LATELY = Duration.ofDays(1);
  private static final int NAMED = 20;
  private static final int MOST = 1000;

  private record Detail(String current, String other, boolean force, List<String> without) {}

  private final CertificateAuthority authority;
  private final OneAuthority one;
  private final FleetTrust fleet;
  private final BrokerTrial broker;
  private final TenantStore store;
  private final Door door;
  private final Audit audit;
  private final Events events;

  @Activate
  public AuthorityRotation(
      @Reference CertificateAuthority authority,
      @Reference OneAuthority one,
      @Reference FleetTrust fleet,
      @Reference BrokerTrial broker,
      @Reference(target = "(custode.schema=gateway)") TenantStore store,
      @Reference Door door,
      @Reference Audit audit,
      @Reference Events events) {
    this.authority = authority;
    this.one = one;
    this.fleet = fleet;
    this.broker = broker;
    this.store = store;
    this.door = door;
    this.audit = audit;
    this.events = events;
  }

  /** How far it is. */
  public AuthorityReport report() {
    var row = one.known();
    var counts = fleet.count(authority.trusted(), row.current());
    return new AuthorityReport(
        row.stage(),
        shown(row.current()),
        row.other() == null ? null : shown(row.other()),
        row.changedAt(),
        counts.all(),
        counts.lacking(),
        counts.byAnother(),
        counts.lastEnds().orElse(null),
        counts.openTokens(),
        row.stage() == Stage.SWITCHED ? certifiedByFormer(NAMED) : lacking(NAMED),
        one.nodes(Instant.now().minus(LATELY)));
  }

  private AuthorityReport.Authority shown(String fingerprint) {
    return new AuthorityReport.Authority(
        fingerprint,
        authority
            .authorities()
            .of(fingerprint)
            .map(entry -> entry.certificate().getNotAfter().toInstant())
            .orElse(Instant.EPOCH));
  }

  private List<Behind> lacking(int limit) {
    return fleet.lacking(authority.trusted(), limit).stream()
        .map(
            agent ->
                behind(
                    agent,
                    agent.trusts() == null
                        ? "its version knows of one authority only: update it"
                        : "has not been told: it was not here since"))
        .toList();
  }

  private List<Behind> certifiedByFormer(int limit) {
    return fleet.byAnother(authority.fingerprint(), limit).stream()
        .map(
            agent ->
                behind(
                    agent,
                    "its certificate is by the former authority"
                        + (agent.trusts() == null ? ", and its version knows no other" : "")))
        .toList();
  }

  private static Behind behind(AgentRows.Trust agent, String why) {
    var known = agent.agent();
    return new Behind(
        known.id(), known.tenant(), agent.hostname(), known.version(), known.seenAt(), why);
  }

  /** Makes the next authority; nodes trust it at once, agents are told of it. */
  public AuthorityReport rotate() {
    var before = one.known();
    refuseUnless(before, Stage.STEADY);
    try {
      var next = authority.makeNext();
      var fingerprint = Authorities.fingerprint(next.certificate());
      authority.keep(next);
      step(Stage.STEADY, (row, now) -> row.prepare(fingerprint, now));
      audit("core.authority.rotate", fingerprint, before.current(), false, List.of());
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("Cannot make an authority", e);
    }
    one.settle();
    return report();
  }

  /**
   * The next authority signs from now on.
   *
   * @param without agents that it does not wait for
   * @param force whether it waits for no agent and no broker
   * @throws Conflict naming what it waits for
   */
  public AuthorityReport switchOver(Collection<AgentId> without, boolean force) {
    one.settle();
    var row = one.known();
    refuseUnless(row, Stage.PREPARED);
    var next = String.valueOf(row.other());
    refuseNodes(n -> n.trusts().contains(next), "does not have the next authority yet", ALIVE);
    if (!force) {
      refuse("core.authority.switch", without(lacking(MOST), without), fleetLacking());
      broker.letsIn(authority.authorities()).ifPresent(this::refuseBroker);
    }
    step(Stage.PREPARED, (entity, now) -> entity.switchOver(next, now));
    audit("core.authority.switch", next, row.current(), force, texts(without));
    one.settle();
    return report();
  }

  /**
   * The former authority is trusted no more.
   *
   * @param without agents that it does not wait for; they are cut off
   * @param force whether it waits for no agent, token or broker
   * @throws Conflict naming what it waits for
   */
  public AuthorityReport finish(Collection<AgentId> without, boolean force) {
    one.settle();
    var row = one.known();
    refuseUnless(row, Stage.SWITCHED);
    refuseNodes(n -> n.current().equals(row.current()), "has not switched yet", LATELY);
    if (!force) {
      refuse("core.authority.finish", without(certifiedByFormer(MOST), without), fleetByFormer());
      long tokens = fleet.count(authority.trusted(), row.current()).openTokens();
      if (tokens > 0) {
        throw new Conflict(
            "authority-tokens",
            tokens
                + " enrolment tokens that can still be used name the former authority; nothing was"
                + " changed.",
            "Wait until they end, revoke them (msp:token-revoke), or use --force: then machines"
                + " are told to ask for a new one.");
      }
      broker.isBy(authority.authorities()).ifPresent(this::refuseBroker);
    }
    step(Stage.SWITCHED, (entity, now) -> entity.settle(now));
    audit(
        "core.authority.finish", row.current(), String.valueOf(row.other()), force, texts(without));
    one.settle();
    return report();
  }

  /** The next authority is dropped before it signed anything that counts. */
  public AuthorityReport cancel() {
    var row = one.known();
    refuseUnless(row, Stage.PREPARED);
    step(Stage.PREPARED, (entity, now) -> entity.settle(now));
    audit("core.authority.cancel", String.valueOf(row.other()), row.current(), false, List.of());
    one.settle();
    return report();
  }

  private void step(Stage from, BiConsumer<AuthorityEntity, Instant> change) {
    var now = Instant.now();
    door.everywhere(
        () ->
            store.write(
                em -> {
                  var entity = em.find(AuthorityEntity.class, AuthorityEntity.ID);
                  refuseUnless(entity.toRow(), from);
                  change.accept(entity, now);
                  var row = entity.toRow();
                  events.publish(
                      new AuthorityChanged(EventId.next(), now, row.stage(), row.current()));
                  return true;
                }));
  }

  private void audit(
      String verb, String subject, String other, boolean force, List<String> without) {
    audit.record(
        verb,
        "authority/" + OneAuthority.brief(subject),
        new Json(Codec.toJson(new Detail(subject, other, force, without))));
  }

  private static void refuseUnless(AuthorityRow row, Stage wanted) {
    if (row.stage() == wanted) {
      return;
    }
    switch (row.stage()) {
      case STEADY ->
          throw new Conflict(
              "authority-steady",
              "The certificate authority is not being replaced; nothing was changed.",
              "Begin with msp:authority-rotate.");
      case PREPARED ->
          throw new Conflict(
              "authority-prepared",
              "The next certificate authority is made and does not sign yet; nothing was changed.",
              "Go on with msp:authority-switch, or give it up with msp:authority-cancel.");
      default ->
          throw new Conflict(
              "authority-switched",
              "The next certificate authority signs already; nothing was changed.",
              "End with msp:authority-finish once msp:authority-show says that nobody needs the"
                  + " former one.");
    }
  }

  private interface Ready {
    boolean is(AuthorityReport.Node node);
  }

  private void refuseNodes(Ready ready, String lacks, Duration within) {
    var late =
        one.nodes(Instant.now().minus(within)).stream()
            .filter(node -> !ready.is(node))
            .map(AuthorityReport.Node::name)
            .collect(Collectors.joining(", "));
    if (!late.isEmpty()) {
      throw new Conflict(
          "authority-nodes",
          late + " " + lacks + "; nothing was changed.",
          "It follows by itself within seconds of its start; its /health says what is in the way.");
    }
  }

  private long fleetLacking() {
    return fleet.count(authority.trusted(), authority.fingerprint()).lacking();
  }

  private long fleetByFormer() {
    return fleet.count(authority.trusted(), authority.fingerprint()).byAnother();
  }

  private static List<Behind> without(List<Behind> all, Collection<AgentId> without) {
    Set<AgentId> named = new HashSet<>(without);
    return all.stream().filter(agent -> !named.contains(agent.agent())).toList();
  }

  private void refuse(String verb, List<Behind> behind, long count) {
    if (behind.isEmpty()) {
      return;
    }
    var some =
        behind.stream()
            .limit(NAMED)
            .map(agent -> agent.agent() + " (" + agent.hostname() + ": " + agent.why() + ")")
            .collect(Collectors.joining(", "));
    var why = count + " agents are not ready, " + some + (behind.size() > NAMED ? ", ..." : "");
    audit.refused(verb, "authority/" + OneAuthority.brief(authority.fingerprint()), why);
    throw new Conflict(
        "authority-agents",
        why + "; nothing was changed.",
        "Wait until they were here, revoke those that are gone for good, name them with --without,"
            + " or use --force.");
  }

  private void refuseBroker(String why) {
    throw new Conflict(
        "authority-broker",
        "The external broker is not ready: " + why + "; nothing was changed.",
        "Run msp:broker-setup again and restart the broker, or use --force.");
  }

  private static List<String> texts(Collection<AgentId> agents) {
    return new ArrayList<>(agents.stream().map(AgentId::value).toList());
  }
}
