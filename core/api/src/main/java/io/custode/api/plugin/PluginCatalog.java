// SPDX-License-Identifier: Apache-2.0
package io.custode.api.plugin;

import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Plugins that can be had, as signed catalogs tell. A catalog is read once and then known to every
 * node, so that choosing needs no network; its jars are inside, or at an address with their
 * checksum. {@code catalog:<id>} and {@code catalog:<id>@<version>} are sources for {@link
 * Plugins#plan} and {@link Plugins#install}; without a version the newest that is compatible.
 *
 * <p>What a publisher's catalog offers is there as long as the installation trusts its publisher.
 */
@ProviderType
public interface PluginCatalog {
  /**
   * @param plugin only its versions; null: all
   * @return versions of plugins, by id, the newest first
   */
  Page<CatalogEntry> find(@Nullable PluginId plugin, PageRequest page);

  /**
   * @param plugin which one; null: all that are installed
   * @return for each that is installed the newest compatible version, if that is newer
   * @throws io.custode.api.error.NotFound if the plugin that is named is not installed
   */
  List<CatalogEntry> updates(@Nullable PluginId plugin);

  /**
   * Reads a catalog and puts it in the place of an earlier one of the same name. The very same once
   * more changes nothing.
   *
   * @param source where it is, as of {@link Plugins#plan}; at most 64 MiB with the jars inside
   * @throws io.custode.api.error.Invalid if it cannot be read or is no catalog
   * @throws io.custode.api.error.Conflict if its signature does not hold, its publisher is not
   *     trusted or not the one who brought that name, or it is older than the one that is there or
   *     of the future; nothing was changed
   */
  LoadedCatalog load(String source);
}
