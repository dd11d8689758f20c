// SPDX-License-Identifier: Apache-2.0
package io.custode.core.module;

import io.custode.api.plugin.PluginId;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The endpoint modules that agents are to have, kept by their hash for all nodes. For the
 * lifecycle, which has checked them.
 */
@ProviderType
public interface ModuleRepository {
  /** Largest jar of a module, in bytes. */
  int MAX_JAR = 16 * 1024 * 1024;

  /**
   * A plugin brings these modules from now on, and no others. They are vouched for and given to the
   * agents, little by little or by a rollout; what it brings no more is taken back from them. To
   * say the same again changes nothing.
   *
   * @param modules empty if the plugin is not there any more
   * @throws io.custode.api.error.Conflict {@code module-of-another} if another plugin brings one of
   *     that id
   * @throws io.custode.api.error.Invalid if a field breaks its rule or a jar is too large
   */
  void follow(PluginId plugin, List<PluginModule> modules);

  /**
   * @return plugins whose modules agents are to have
   */
  Set<PluginId> plugins();

  /**
   * @return machines of all tenants that run a module of these plugins, as far as their agents tell
   */
  int machines(Collection<PluginId> plugins);
}
