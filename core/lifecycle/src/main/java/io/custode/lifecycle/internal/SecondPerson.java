// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.access.Access;
import io.custode.api.audit.Audit;
import io.custode.api.error.Conflict;
import io.custode.api.error.NotFound;
import io.custode.api.error.Problem;
import io.custode.api.event.EventId;
import io.custode.api.json.Json;
import io.custode.api.plugin.PluginApprovalAsked;
import io.custode.api.plugin.PluginApprovalDecided;
import io.custode.api.plugin.PluginPlan;
import io.custode.core.trust.Revocation;
import io.custode.lifecycle.internal.Approval.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Where the MSP wants that, a plugin gets more than it has only once two people agreed: who wants
 * to install that very jar in the place of what is there now, and another one.
 */
@Component(service = SecondPerson.class)
public final class SecondPerson {
  private static final String READ = "core.plugin.read";
  private static final String APPROVE = "core.plugin.approve";
  private static final Duration KEPT = Duration.ofDays(90);
  private static final int MOST = 100;
  private final PluginRows rows;
  private final Access access;
  private final Audit audit;
  private final LifecycleSettings settings;
  private final Clock clock;

  @Activate
  public SecondPerson(
      @Reference PluginRows rows,
      @Reference Access access,
      @Reference Audit audit,
      @Reference LifecycleSettings settings) {
    this(rows, access, audit, settings, Clock.systemUTC());
  }

  SecondPerson(
      PluginRows rows, Access access, Audit audit, LifecycleSettings settings, Clock clock) {
    this.rows = rows;
    this.access = access;
    this.audit = audit;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Asks for an approval, unless there is one.
   *
   * @param before what is there now
   * @throws Conflict until somebody else approved; nothing else was changed
   */
  void require(PluginJar plugin, Optional<PluginRow> before, PluginPlan plan) {
    var added = plan.capabilities().added();
    if (!settings.secondPerson() || added.isEmpty()) {
      return;
    }
    var replaces = before.map(PluginRow::sha256).orElse("");
    var known = rows.read(em -> open(em, plugin, replaces).map(one -> one.toApproval(now())));
    var approval = known.orElseGet(() -> ask(plugin, replaces, String.join(", ", added)));
    if (approval.state() == State.APPROVED) {
      return;
    }
    boolean declined = approval.state() == State.DECLINED;
    var what = plugin.id() + " " + plugin.version() + " asks for " + approval.capabilities();
    throw new Conflict(
        declined ? "plugin-declined" : "plugin-needs-approval",
        declined
            ? what
                + ", and a second person declined: "
                + approval.reason()
                + "; nothing was changed."
            : what + ", and a second person has to approve that; nothing was changed.",
        (declined
                ? "Talk to who declined; who changes his mind approves"
                : "Somebody else approves")
            + " (msp:plugin-approve "
            + approval.id()
            + ") until "
            + approval.expiresAt().truncatedTo(ChronoUnit.MINUTES)
            + "; then repeat the install with the same jar.");
  }

  private Approval ask(PluginJar plugin, String replaces, String added) {
    var by = access.current().id().value();
    var asked = new ApprovalEntity(plugin, replaces, added, by, now());
    var approval = asked.toApproval(now());
    rows.write(
        em -> {
          em.createQuery("delete from ApprovalEntity a where a.askedAt < :before")
              .setParameter("before", now().minus(KEPT))
              .executeUpdate();
          em.persist(asked);
          rows.publish(
              new PluginApprovalAsked(
                  EventId.next(),
                  now(),
                  approval.id(),
                  plugin.id(),
                  plugin.version(),
                  approval.sha256(),
                  by));
          return true;
        });
    tell("core.plugin.ask-approval", approval);
    return approval;
  }

  /** It was installed: the next time it is asked for anew. */
  void used(PluginJar plugin, Optional<PluginRow> before) {
    if (!settings.secondPerson()) {
      return;
    }
    var replaces = before.map(PluginRow::sha256).orElse("");
    rows.write(
        em -> {
          open(em, plugin, replaces).ifPresent(ApprovalEntity::use);
          return true;
        });
  }

  private Optional<ApprovalEntity> open(EntityManager em, PluginJar plugin, String replaces) {
    return em.createQuery(
            "select a from ApprovalEntity a where a.sha256 = :sha256 and a.replaces = :replaces"
                + " and a.plugin = :plugin and a.state <> :used and a.askedAt > :since"
                + " order by a.askedAt desc, a.id",
            ApprovalEntity.class)
        .setParameter("sha256", plugin.jar().sha256())
        .setParameter("replaces", replaces)
        .setParameter("plugin", plugin.id().value())
        .setParameter("used", State.USED)
        .setParameter("since", now().minus(ApprovalEntity.LIFE))
        .setMaxResults(1)
        .getResultStream()
        .findFirst();
  }

  /**
   * @return the latest hundred, the latest first
   */
  List<Approval> list() {
    access.require(READ);
    return rows.read(
        em ->
            em.createQuery(
                    "select a from ApprovalEntity a order by a.askedAt desc, a.id desc",
                    ApprovalEntity.class)
                .setMaxResults(MOST)
                .getResultStream()
                .map(one -> one.toApproval(now()))
                .toList());
  }

  /**
   * @throws NotFound if there is none of that id
   * @throws Conflict if it was used or is over
   * @throws Problem {@code same-person} if it is for who asked
   */
  Approval approve(String id) {
    return decide(id, true, null);
  }

  /**
   * The same, to the contrary; it may be approved later all the same.
   *
   * @param reason told to who asked
   */
  Approval decline(String id, String reason) {
    return decide(id, false, Revocation.reason(reason));
  }

  private Approval decide(String id, boolean approved, @Nullable String reason) {
    access.require(APPROVE);
    var by = access.current().id().value();
    requireOther(rows.read(em -> entity(em, id).toApproval(now())), by);
    var decided =
        rows.write(
            em -> {
              var entity = entity(em, id);
              requireOpen(entity.toApproval(now()));
              entity.decide(approved, by, now(), reason);
              var after = entity.toApproval(now());
              rows.publish(
                  new PluginApprovalDecided(
                      EventId.next(), now(), id, after.plugin(), after.version(), approved, by));
              return after;
            });
    tell(approved ? APPROVE : "core.plugin.decline", decided);
    return decided;
  }

  private static ApprovalEntity entity(EntityManager em, String id) {
    return Optional.ofNullable(em.find(ApprovalEntity.class, id))
        .orElseThrow(() -> new NotFound("plugin-approval", id));
  }

  private static void requireOpen(Approval approval) {
    if (approval.state() == State.USED || approval.state() == State.EXPIRED) {
      throw new Conflict(
          "approval-over",
          "That approval was used or has expired; nothing was changed.",
          "Whoever wants the plugin installs it again, which asks anew.");
    }
  }

  private void requireOther(Approval approval, String by) {
    if (approval.askedBy().equals(by)) {
      audit.refused(APPROVE, "plugin/" + approval.plugin(), "who asked may not decide");
      throw new Problem(
          Problem.Kind.FORBIDDEN,
          "same-person",
          "You asked for this yourself; nothing was decided.",
          "Somebody else with " + APPROVE + " decides (msp:plugin-approvals shows what waits).");
    }
  }

  /** Ids, versions and fingerprints consist of letters, digits, dots and dashes. */
  private void tell(String verb, Approval approval) {
    audit.record(
        verb,
        "plugin/" + approval.plugin(),
        new Json(
            "{\"approval\":\""
                + approval.id()
                + "\",\"version\":\""
                + approval.version()
                + "\",\"sha256\":\""
                + approval.sha256()
                + "\"}"));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
