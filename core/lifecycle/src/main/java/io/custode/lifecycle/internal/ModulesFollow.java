// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.plugin.PluginId;
import io.custode.core.module.ModuleRepository;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Makes the repository of endpoint modules what the database says of a plugin: after every change,
 * by its event, so that neither a crash in between nor the order of two changes matters.
 */
@Component(service = ModulesFollow.class)
public final class ModulesFollow {
  private final PluginRows rows;
  private final ModuleRepository repository;

  @Activate
  public ModulesFollow(@Reference PluginRows rows, @Reference ModuleRepository repository) {
    this.rows = rows;
    this.repository = repository;
  }

  void follow(PluginId plugin) {
    var row = rows.find(plugin).filter(PluginRow::present);
    var modules =
        row.map(r -> EndpointBundles.of(r.id(), rows.jar(r.sha256()), r.publisherKey()))
            .orElse(List.of());
    repository.follow(plugin, modules);
  }
}
