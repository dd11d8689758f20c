// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.error.Conflict;
import io.custode.api.plugin.PluginChange;
import io.custode.api.plugin.PluginRewriteBegun;
import io.custode.persistence.core.PluginSchemas;
import io.custode.persistence.core.PluginSchemas.Turn;
import java.time.Duration;
import java.util.List;
import javax.persistence.EntityManager;

/**
 * While data is rewritten no node uses it: the one that changes a plugin asks, the others hold the
 * plugin, stop it and say so. One that has died is not waited for.
 */
final class EveryNode {
  /** No name of a schema. */
  private static final String NAME = "rewrites";

  private final PluginRows rows;
  private final PluginSchemas schemas;
  private final String self;

  EveryNode(PluginRows rows, PluginSchemas schemas, LifecycleSettings settings) {
    this.rows = rows;
    this.schemas = schemas;
    this.self = settings.node();
  }

  /**
   * Asks, and waits until all others hold the plugin. They do so until the change has an end.
   *
   * @param change of this node, that has none yet
   * @return one node at a time: two would wait for each other
   * @throws Conflict if one does not, or another node asks for something else
   */
  Turn hold(Journal.Entry change, PluginRewriteBegun event, Duration atMost) {
    var turn = schemas.turn(NAME).orElseThrow(EveryNode::another);
    boolean held = false;
    try {
      change.holdEverywhere(event);
      long end = System.nanoTime() + atMost.toNanos();
      var lacking = lacking(change.id());
      while (!lacking.isEmpty()) {
        if (System.nanoTime() > end) {
          throw refuse(event, lacking, atMost);
        }
        NodePlugins.pause();
        lacking = lacking(change.id());
      }
      held = true;
      return turn;
    } finally {
      if (!held) {
        turn.over();
      }
    }
  }

  private List<String> lacking(String change) {
    return rows.read(
        em -> {
          var others = NodeReport.live(em).stream().filter(node -> !node.equals(self)).toList();
          return others.stream()
              .filter(node -> em.find(HoldEntity.class, HoldEntity.id(change, node)) == null)
              .toList();
        });
  }

  /**
   * @return changes of other nodes during which this one is to do nothing of the plugin
   */
  List<PluginChange> asked() {
    return rows.read(
        em ->
            open(em).stream()
                .map(ChangeEntity::toChange)
                .filter(change -> !change.node().equals(self))
                .toList());
  }

  private static List<ChangeEntity> open(EntityManager em) {
    return em.createQuery(
            "select c from ChangeEntity c where c.endedAt is null and c.everywhere = :yes order by c.id",
            ChangeEntity.class)
        .setParameter("yes", true)
        .getResultList();
  }

  /** This node does nothing of the plugin any more. */
  void holds(PluginChange change) {
    rows.write(
        em -> {
          if (em.find(HoldEntity.class, HoldEntity.id(change.id(), self)) == null) {
            em.persist(new HoldEntity(change.id(), self));
          }
          return true;
        });
  }

  boolean isOver(PluginChange change) {
    return rows.read(
        em -> {
          var now = em.find(ChangeEntity.class, change.id());
          return now == null || now.toChange().endedAt() != null;
        });
  }

  private static Conflict another() {
    return new Conflict(
        "plugin-changing",
        "Another node is rewriting the data of a plugin; nothing was changed here.",
        "Look at the list of plugins in a minute, then repeat.");
  }

  private static Conflict refuse(PluginRewriteBegun event, List<String> lacking, Duration atMost) {
    return new Conflict(
        "plugin-not-held",
        event.plugin()
            + " "
            + event.version()
            + " rewrites what is in its tables, which no node may use meanwhile, and "
            + String.join(", ", lacking)
            + " did not hold it within "
            + atMost.toSeconds()
            + " s. Nothing was changed.",
        "Repeat it. If that node was stopped or has died, wait a minute first: it counts as live"
            + " until then.");
  }
}
