// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.error.Conflict;
import io.custode.api.error.Unavailable;
import io.custode.api.plugin.PluginId;
import io.custode.lifecycle.internal.Components.Fault;
import io.custode.persistence.core.PluginSchemas;
import io.custode.persistence.core.PluginSchemas.Change;
import io.custode.persistence.core.PluginSchemas.Step;
import io.custode.persistence.core.PluginSchemas.Turn;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tables of the plugins, as this node makes, settles or puts them back. */
final class NodeTables {
  private static final Logger LOG = LoggerFactory.getLogger(NodeTables.class);
  private final PluginSchemas schemas;

  NodeTables(PluginSchemas schemas) {
    this.schemas = schemas;
  }

  PluginSchemas schemas() {
    return schemas;
  }

  /**
   * Makes the tables of the next version, which came beside the one that runs, as it needs them.
   *
   * @throws Conflict if its changelog fails; nothing was changed
   * @throws Unavailable if the database cannot write; nothing was changed
   */
  void expand(Bundle bundle, Change change) {
    var opening = change.expand(bundle);
    if (opening.filter(why -> why.step() == Step.FAILED).isPresent()) {
      throw NodePlugins.fails(opening.get().why(), null);
    }
    opening.ifPresent(why -> LOG.info("The tables are changed while all wait: {}", why.why()));
  }

  /**
   * It works, and the database says that it is to: there is no way back from what it rewrote.
   *
   * @param files of the version that works, by path
   */
  void settle(PluginId plugin, Function<String, byte @Nullable []> files) {
    var schema = PluginJar.schemaOf(plugin);
    if (!schemas.unsettled().contains(schema)) {
      return;
    }
    try (var change = schemas.change(schema)) {
      change.settle(files);
    } catch (Conflict e) {
      LOG.info("Another node changes {}: what was rewritten is not settled here", plugin);
    }
  }

  /**
   * @return empty while another node takes over what was changed
   */
  Optional<Turn> turn(PluginId plugin) {
    return schemas.turn(PluginJar.schemaOf(plugin));
  }

  /** What an update rewrote stays only if the database says that the plugin is to be there. */
  void putBack(Predicate<PluginId> present) {
    for (var schema : schemas.unsettled()) {
      var plugin = PluginJar.ofSchema(schema);
      if (present.test(plugin)) {
        continue;
      }
      try (var change = schemas.change(schema)) {
        // it may have come to work a moment ago
        if (!present.test(plugin)) {
          change.putBack();
        }
      } catch (Unavailable e) {
        throw e;
      } catch (RuntimeException e) {
        LOG.warn("What an update of {} rewrote is not put back", plugin, e);
      }
    }
  }

  /**
   * @return what keeps a plugin that has started from its tables
   */
  Optional<Fault> fault(PluginId plugin) {
    return schemas
        .opening(PluginJar.schemaOf(plugin))
        .map(opening -> new Fault(opening.why(), opening.step() == Step.FAILED));
  }

  /**
   * @return whether its changelog runs; that has a limit of its own
   */
  boolean change(PluginId plugin) {
    return isAt(Step.WORKS, plugin);
  }

  /**
   * @return whether they wait for a database that is away or full
   */
  boolean lackDatabase(PluginId plugin) {
    return isAt(Step.WAITS, plugin);
  }

  private boolean isAt(Step step, PluginId plugin) {
    return schemas
        .opening(PluginJar.schemaOf(plugin))
        .filter(opening -> opening.step() == step)
        .isPresent();
  }
}
