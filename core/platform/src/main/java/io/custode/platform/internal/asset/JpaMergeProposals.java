// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.asset;

import io.custode.api.asset.Asset;
import io.custode.api.asset.AssetId;
import io.custode.api.asset.AssetsMerged;
import io.custode.api.asset.AssetsSplit;
import io.custode.api.asset.MergeProposal;
import io.custode.api.asset.MergeProposals;
import io.custode.api.asset.ProposalId;
import io.custode.api.audit.Audit;
import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.event.EventId;
import io.custode.api.event.Events;
import io.custode.api.json.Json;
import io.custode.api.page.Cursor;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.TenantContext;
import io.custode.core.json.JsonMapping;
import io.custode.persistence.TenantStore;
import io.custode.platform.internal.rule.Micros;
import java.time.Instant;
import java.util.List;
import javax.persistence.EntityManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;

/** Merge proposals of the bound tenant. */
@Component
public final class JpaMergeProposals implements MergeProposals {
  private final TenantStore store;
  private final TenantContext tenants;
  private final Events events;
  private final Audit audit;
  private final JsonMapping json;

  @Activate
  public JpaMergeProposals(
      @Reference(target = "(custode.schema=core)") TenantStore store,
      @Reference TenantContext tenants,
      @Reference Events events,
      @Reference Audit audit,
      @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) JsonMapping json) {
    this.store = store;
    this.tenants = tenants;
    this.events = events;
    this.audit = audit;
    this.json = json;
  }

  @Override
  public Page<MergeProposal> find(PageRequest page) {
    needTenant();
    var after = page.cursor() == null ? null : Cursor.read(page.cursor(), 3);
    List<MergeProposal> rows =
        store.read(
            em -> {
              // OPEN is alphabetically between MERGED and REJECTED: the rank is said, not spelled
              var rank =
                  "(case when p.state = io.custode.api.asset.MergeProposal.State.OPEN then 0 else 1 end)";
              var q =
                  em.createQuery(
                      "select p from ProposalEntity p"
                          + (after == null
                              ? ""
                              : " where "
                                  + rank
                                  + " > :rank or ("
                                  + rank
                                  + " = :rank and (p.createdAt < :at or (p.createdAt = :at and p.id < :id)))")
                          + " order by "
                          + rank
                          + ", p.createdAt desc, p.id desc",
                      ProposalEntity.class);
              if (after != null) {
                q.setParameter("rank", after.get(0).equals("0") ? 0 : 1);
                q.setParameter("at", Micros.instant(after.get(1))).setParameter("id", after.get(2));
              }
              return q.setMaxResults(page.limit() + 1)
                  .getResultStream()
                  .map(ProposalEntity::toProposal)
                  .toList();
            });
    return Page.cut(
        rows,
        page,
        p ->
            Cursor.of(
                p.state() == MergeProposal.State.OPEN ? "0" : "1",
                Micros.text(p.createdAt()),
                p.id().value()));
  }

  private void needTenant() {
    if (tenants.current().isEmpty()) {
      throw Invalid.field("tenant", "must be named: proposals are of one tenant");
    }
  }

  @Override
  public Asset merge(ProposalId id) {
    needTenant();
    var tenant = tenants.current().orElseThrow();
    return store.write(
        em -> {
          var proposal = open(em, id);
          var newer = JpaAssets.load(em, AssetId.of(proposal.asset()));
          var older = JpaAssets.load(em, AssetId.of(proposal.other()));
          new Merging(em, json).merge(id, newer, older);
          proposal.end(MergeProposal.State.MERGED);
          em.flush();
          events.publish(
              new AssetsMerged(
                  EventId.next(),
                  tenant,
                  AssetId.of(older.id()),
                  AssetId.of(newer.id()),
                  Instant.now()));
          audit.record(
              "core.asset.merge",
              "asset/" + older.id(),
              new Json("{\"retired\":\"" + newer.id() + "\"}"));
          return older.toAsset();
        });
  }

  @Override
  public Asset unmerge(ProposalId id) {
    needTenant();
    var tenant = tenants.current().orElseThrow();
    return store.write(
        em -> {
          var proposal = load(em, id);
          if (proposal.state() != MergeProposal.State.MERGED) {
            throw Merging.notMerged();
          }
          var newer = JpaAssets.load(em, AssetId.of(proposal.asset()));
          var older = JpaAssets.load(em, AssetId.of(proposal.other()));
          new Merging(em, json).split(id, newer, older);
          proposal.end(MergeProposal.State.REJECTED);
          em.flush();
          events.publish(
              new AssetsSplit(
                  EventId.next(),
                  tenant,
                  AssetId.of(older.id()),
                  AssetId.of(newer.id()),
                  newer.toAsset().agent(),
                  Instant.now()));
          audit.record(
              "core.asset.unmerge",
              "asset/" + older.id(),
              new Json("{\"back\":\"" + newer.id() + "\"}"));
          return newer.toAsset();
        });
  }

  @Override
  public void reject(ProposalId id) {
    needTenant();
    store.write(
        em -> {
          open(em, id).end(MergeProposal.State.REJECTED);
          audit.record("core.asset.keep-apart", "merge-proposal/" + id, Json.EMPTY);
          return true;
        });
  }

  private static ProposalEntity load(EntityManager em, ProposalId id) {
    var proposal = em.find(ProposalEntity.class, id.value());
    if (proposal == null) {
      throw new NotFound("merge proposal", id);
    }
    return proposal;
  }

  private static ProposalEntity open(EntityManager em, ProposalId id) {
    var proposal = load(em, id);
    if (proposal.state() != MergeProposal.State.OPEN) {
      throw new Conflict(
          "decided",
          "This proposal was decided already; nothing was changed.",
          "Look at the asset.");
    }
    return proposal;
  }
}
