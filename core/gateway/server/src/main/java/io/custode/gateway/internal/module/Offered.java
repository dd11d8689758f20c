// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.module;

import io.custode.agent.protocol.ModuleDescriptor;
import io.custode.agent.protocol.ModuleEnd;
import io.custode.api.module.ModuleDelivery;
import io.custode.api.module.OfferedModule;
import io.custode.api.plugin.PluginId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the repository has, as of a moment.
 *
 * @param modules by id
 * @param releases by id; also those that are replaced and still run somewhere
 */
public record Offered(Map<String, Module> modules, Map<String, Release> releases) {
  static final Offered NOTHING = new Offered(Map.of(), Map.of());

  public Offered {
    modules = Map.copyOf(modules);
    releases = Map.copyOf(releases);
  }

  /**
   * A module.
   *
   * @param release what machines are to have, or null if it is over
   * @param ends until when what says that it is over is good
   */
  public record Module(
      String id,
      PluginId plugin,
      @Nullable String release,
      long counter,
      Instant ends,
      ModuleDelivery delivery) {
    ModuleEnd end() {
      return new ModuleEnd(id, ends, counter);
    }
  }

  /** A jar of a module. */
  public record Release(
      String id,
      String module,
      String version,
      String sha256,
      long size,
      String publisher,
      Instant expires,
      long counter) {
    ModuleDescriptor descriptor() {
      return new ModuleDescriptor(module, version, sha256, size, expires, counter, publisher);
    }
  }

  Optional<Release> release(@Nullable String id) {
    return id == null ? Optional.empty() : Optional.ofNullable(releases.get(id));
  }

  Optional<Release> release(String module, @Nullable String sha256) {
    return releases.values().stream()
        .filter(r -> r.module().equals(module) && r.sha256().equals(sha256))
        .findFirst();
  }

  List<Module> of(PluginId plugin) {
    return modules.values().stream()
        .filter(m -> m.plugin().equals(plugin) && m.release() != null)
        .toList();
  }

  /** Those that machines are to have, by id. */
  List<OfferedModule> current() {
    return modules.values().stream()
        .flatMap(
            m ->
                release(m.release())
                    .map(
                        r ->
                            new OfferedModule(
                                m.id(),
                                m.plugin(),
                                r.version(),
                                r.sha256(),
                                r.size(),
                                m.delivery()))
                    .stream())
        .sorted((one, other) -> one.id().compareTo(other.id()))
        .toList();
  }
}
