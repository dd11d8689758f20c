// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.asset;

import io.custode.api.agent.AgentId;
import io.custode.api.asset.Inventory;
import io.custode.api.asset.ProposalId;
import io.custode.api.error.Conflict;
import io.custode.api.json.Json;
import io.custode.core.json.JsonMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.persistence.EntityManager;

/**
 * Makes two assets one, and two again, in the open transaction. The older one stays: it takes the
 * newer one's agent and what that said, its places on lists, the keys by which sources know it, and
 * what people said of it. What both were before is kept, so that it can be taken apart.
 */
final class Merging {
  /** What both were before. */
  record Kept(Side newer, Side older) {}

  private final EntityManager em;
  private final JsonMapping json;

  Merging(EntityManager em, JsonMapping json) {
    this.em = em;
    this.json = json;
  }

  void merge(ProposalId proposal, AssetEntity newer, AssetEntity older) {
    var kept = new Kept(Side.of(em, newer), Side.of(em, older));
    em.persist(new MergeKeptEntity(proposal.value(), json.write(kept).text()));
    newer.retire();
    em.flush();
    var agent = kept.newer().agentId();
    if (agent != null) {
      older.bind(agent);
    }
    takeWord(kept, older);
    Side.said(em, newer.id(), null, List.of(), Map.of());
    Side.moveLists(em, newer.id(), older.id(), kept.newer().lists());
    Side.moveRefs(em, kept.newer().refs(), older.id());
    Ties.merge(em, kept, newer.id(), older.id());
  }

  /** A machine's word counts; where there is none, both are known by what either was known by. */
  private void takeWord(Kept kept, AssetEntity older) {
    var inventory = kept.newer().inventory();
    if (inventory != null) {
      Side.said(em, older.id(), inventory, kept.newer().identities(), kept.newer().facts());
      Inventory said = json.read(new Json(inventory), Inventory.class);
      older.describe(said, Identity.of(said).serial() == null ? null : said.hardware().serial());
      return;
    }
    var identities = new ArrayList<>(kept.older().identities());
    kept.newer().identities().stream()
        .filter(known -> !identities.contains(known))
        .forEach(identities::add);
    Side.said(em, older.id(), kept.older().inventory(), identities, kept.older().facts());
  }

  void split(ProposalId proposal, AssetEntity newer, AssetEntity older) {
    var row = em.find(MergeKeptEntity.class, proposal.value());
    if (row == null) {
      throw notMerged();
    }
    checkLast(proposal, newer, older);
    Kept kept = json.read(new Json(row.body()), Kept.class);
    var now = Side.of(em, older);
    kept.newer().restore(em, newer);
    if (kept.newer().agent() != null && Objects.equals(kept.newer().agent(), now.agent())) {
      // what its agent said since the merge is of the newer one too
      Side.said(em, newer.id(), now.inventory(), now.identities(), now.facts());
    }
    kept.older().restore(em, older);
    giveAgents(kept, newer, older);
    var given =
        kept.newer().lists().stream().filter(l -> !kept.older().lists().contains(l)).toList();
    Side.moveLists(em, older.id(), newer.id(), given);
    Side.join(em, newer.id(), kept.newer().lists());
    Side.moveRefs(em, kept.newer().refs(), newer.id());
    Ties.split(em, kept, newer.id(), older.id());
    em.remove(row);
  }

  /** An agent that was bound elsewhere since stays there. */
  private void giveAgents(Kept kept, AssetEntity newer, AssetEntity older) {
    var now = older.agent();
    older.bind(null);
    em.flush();
    if (now != null && now.equals(kept.newer().agent())) {
      newer.bind(AgentId.of(now));
    } else if (now != null) {
      older.bind(AgentId.of(now));
    }
    em.flush();
    var before = kept.older().agent();
    if (older.agent() == null && before != null && isFree(before)) {
      older.bind(AgentId.of(before));
    }
  }

  private boolean isFree(String agent) {
    return em.createQuery("select count(a) from AssetEntity a where a.agent = :agent", Long.class)
            .setParameter("agent", agent)
            .getSingleResult()
        == 0;
  }

  /** Merges are taken apart in the order in which they came, the last first. */
  private void checkLast(ProposalId proposal, AssetEntity newer, AssetEntity older) {
    var ids = Stream.of(newer, older).map(AssetEntity::id).toList();
    long later =
        em.createQuery(
                "select count(k) from MergeKeptEntity k, ProposalEntity p, MergeKeptEntity mine"
                    + " where k.proposal = p.id and mine.proposal = :id and p.id <> :id"
                    + " and (p.asset in :ids or p.other in :ids) and k.mergedAt > mine.mergedAt",
                Long.class)
            .setParameter("id", proposal.value())
            .setParameter("ids", ids)
            .getSingleResult();
    if (later > 0) {
      throw new Conflict(
          "merged-since",
          "One of the two was merged with another asset since; nothing was changed.",
          "Take that merge apart first.");
    }
  }

  static Conflict notMerged() {
    return new Conflict(
        "not-merged",
        "This is no merge that can be taken apart; nothing was changed.",
        "Register the asset again if it is missing.");
  }
}
