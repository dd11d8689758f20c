// SPDX-License-Identifier: Apache-2.0
package io.custode.api.plugin;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Plugins come and go. */
@ProviderType
public interface Plugins {
  /**
   * @return all of them, by id; an installation has tens
   */
  List<InstalledPlugin> list();

  /**
   * Reads and checks the jar; changes nothing.
   *
   * @param source {@code file:} URL of a jar on the platform's machine, at most 64 MiB
   * @throws io.custode.api.error.Invalid if it cannot be read or is no plugin
   * @throws io.custode.api.error.Conflict if its signature does not hold or its publisher is not
   *     trusted
   */
  PluginPlan plan(String source);

  /**
   * Installs it hot and waits until it works. Another version of the same plugin is replaced; if
   * the new one does not work, the old one is back.
   *
   * @throws io.custode.api.error.Invalid if it cannot be read or is no plugin
   * @throws io.custode.api.error.Conflict if it is unsigned, tampered with, of an unknown
   *     publisher, wants another platform, or the plan is refused; nothing was changed
   */
  InstalledPlugin install(String source);

  /**
   * Takes it out; its data stays.
   *
   * @throws io.custode.api.error.NotFound if it is not installed
   */
  PluginPlan uninstall(PluginId id);
}
