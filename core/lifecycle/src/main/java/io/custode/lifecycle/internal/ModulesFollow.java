// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.error.Unavailable;
import io.custode.api.plugin.PluginId;
import io.custode.core.module.ModuleRepository;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the repository of endpoint modules what the database says of a plugin: after every change,
 * by its event, so that neither a crash in between nor the order of two changes matters; and when a
 * node starts, since an event may have got stuck.
 */
@Component(service = ModulesFollow.class)
public final class ModulesFollow {
  private static final Logger LOG = LoggerFactory.getLogger(ModulesFollow.class);
  private final PluginRows rows;
  private final ModuleRepository repository;
  private final LifecycleSettings settings;

  @Activate
  public ModulesFollow(
      @Reference PluginRows rows,
      @Reference ModuleRepository repository,
      @Reference LifecycleSettings settings) {
    this.rows = rows;
    this.repository = repository;
    this.settings = settings;
  }

  void follow(PluginId plugin) {
    Optional<PluginRow> row;
    do {
      row = inService(plugin);
      var modules =
          row.map(r -> EndpointBundles.of(r.id(), rows.jar(r.sha256()), r.publisherKey()))
              .orElse(List.of());
      repository.follow(plugin, modules);
      // another node may have followed what came meanwhile, a moment before
    } while (!row.equals(inService(plugin)));
  }

  /** Who is out of service here is so on machines too, and whom nobody vouches for. */
  private Optional<PluginRow> inService(PluginId plugin) {
    return rows.present(plugin)
        .filter(row -> row.quarantine() == null)
        .filter(row -> !settings.isStrange(row));
  }

  /**
   * The same of all that are installed, and of those that machines have modules of all the same.
   *
   * @throws Unavailable if the database is away
   */
  void followAll() {
    var plugins = new LinkedHashSet<>(repository.plugins());
    rows.present().forEach(row -> plugins.add(row.id()));
    for (var plugin : plugins) {
      try {
        follow(plugin);
      } catch (Unavailable e) {
        throw e;
      } catch (RuntimeException e) {
        LOG.error("The endpoint modules of {} are not what it brings", plugin, e);
      }
    }
  }
}
