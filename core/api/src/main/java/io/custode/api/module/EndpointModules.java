// SPDX-License-Identifier: Apache-2.0
package io.custode.api.module;

import io.custode.api.asset.AssetId;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.plugin.PluginId;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Modules on the machines of the bound tenant; unbound, a technician reads those of all tenants
 * that he sees and changes none.
 */
@ProviderType
public interface EndpointModules {
  /** By asset, as far as its agent was here since the module came. */
  Page<EndpointModule> find(EndpointModuleQuery query, PageRequest page);

  /**
   * Has a module that is held back tried again.
   *
   * @param module its id
   * @throws io.custode.api.error.NotFound if the tenant has no such module on such an asset
   * @throws io.custode.api.error.Conflict {@code module-not-held} if it is not held back
   */
  EndpointModule release(AssetId asset, String module);

  /** What machines are to have, by id. */
  Page<OfferedModule> offered(PageRequest page);

  /**
   * Says how machines come to the modules of a plugin, which need not be installed yet. What they
   * have they keep.
   */
  void deliver(PluginId plugin, ModuleDelivery delivery);
}
