// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.error.Conflict;
import io.custode.persistence.core.PluginSchemas;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.osgi.resource.Resource;

/**
 * A change that touches what plugins share, or who shares it: no other node makes one meanwhile,
 * since who is touched is looked up once, before it begins. Taken after the plugin's own lock, and
 * never waited for.
 */
final class ApiTurn {
  /** No name of a schema. */
  private static final String NAME = "API bundles";

  private final PluginSchemas schemas;
  private final UnwiredPlugins declared;
  private final ApiBundles apis;
  private final PluginRows rows;

  ApiTurn(PluginRows rows, NodePlugins node, PluginSchemas schemas) {
    this.rows = rows;
    this.schemas = schemas;
    this.declared = new UnwiredPlugins(rows, node);
    this.apis = new ApiBundles(rows, node);
  }

  /**
   * @param plugin that comes, in place of what is there of it
   * @throws Conflict if another node makes such a change
   */
  <T> T during(PluginJar plugin, Supplier<T> change) {
    return during(
        !plugin.api().isEmpty()
            || apis.touches(
                plugin.id(), () -> Stream.concat(Stream.of(plugin.resource()), there(plugin))),
        change);
  }

  private Stream<Resource> there(PluginJar plugin) {
    return rows.present(plugin.id()).map(declared::declared).stream();
  }

  /**
   * @param plugin that goes
   * @throws Conflict if another node makes such a change
   */
  <T> T during(PluginRow plugin, Supplier<T> change) {
    return during(apis.touches(plugin.id(), () -> Stream.of(declared.declared(plugin))), change);
  }

  private <T> T during(boolean touches, Supplier<T> change) {
    if (!touches) {
      return change.get();
    }
    var turn = schemas.turn(NAME).orElseThrow(ApiTurn::another);
    try {
      return change.get();
    } finally {
      turn.over();
    }
  }

  private static Conflict another() {
    return new Conflict(
        "plugin-changing",
        "Another node is changing plugins that share an API with this one; nothing was changed"
            + " here.",
        "Look at the list of plugins in a minute, then repeat.");
  }
}
