// SPDX-License-Identifier: Apache-2.0
package io.custode.api.plugin;

import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** Plugins come and go. */
@ProviderType
public interface Plugins {
  /**
   * @return all of them, by id; an installation has tens
   */
  List<InstalledPlugin> list();

  /**
   * Takes a jar from who has it at hand, at most 64 MiB. Nothing of it runs before an install names
   * it. It waits for a day; of more than ten the oldest are forgotten.
   *
   * @throws io.custode.api.error.Invalid if it is empty or too large
   */
  PluginUpload upload(InputStream jar);

  /**
   * Reads and checks the jar; changes nothing.
   *
   * @param source where the jar is, at most 64 MiB: {@code file:/path/to/plugin.jar} on the
   *     platform's machine, {@code https://host/plugin.jar#sha256=<64 hexadecimal digits>}, what
   *     {@link #upload} said, or {@code catalog:<id>[@<version>]}, see {@link PluginCatalog}
   * @throws io.custode.api.error.Invalid if it cannot be read or is no plugin
   * @throws io.custode.api.error.Conflict if its signature does not hold or its publisher is not
   *     trusted
   */
  default PluginPlan plan(String source) {
    return plan(source, InstallChoice.NOTHING);
  }

  /**
   * The same once somebody agreed to something: what was agreed to is no reason to refuse.
   *
   * @param choice what was agreed to
   */
  PluginPlan plan(String source, InstallChoice choice);

  /**
   * Installs it hot and waits until it works. Another version of the same plugin is replaced; if
   * the new one does not work, the old one is back.
   *
   * @throws io.custode.api.error.Invalid if it cannot be read or is no plugin
   * @throws io.custode.api.error.Conflict if it is unsigned, tampered with, of an unknown
   *     publisher, wants another platform, or the plan is refused; nothing was changed
   */
  default InstalledPlugin install(String source) {
    return install(source, InstallChoice.NOTHING);
  }

  /**
   * The same of a plugin that may rewrite what is in its tables, or touch another plugin.
   *
   * @param choice what was agreed to; what the plan needs besides is refused
   */
  InstalledPlugin install(String source, InstallChoice choice);

  /**
   * @return earlier versions that are kept, the latest first, two at most
   * @throws io.custode.api.error.NotFound if the plugin is not installed
   */
  List<KeptVersion> kept(PluginId id);

  /**
   * What {@link #rollback} would do; changes nothing.
   *
   * @param version one that is kept; null: the latest of them
   * @throws io.custode.api.error.NotFound if the plugin is not installed or the version not kept
   */
  default PluginPlan planRollback(PluginId id, @Nullable String version) {
    return planRollback(id, version, InstallChoice.NOTHING);
  }

  /**
   * The same once somebody agreed to something.
   *
   * @param choice what was agreed to; no way back rewrites data
   */
  PluginPlan planRollback(PluginId id, @Nullable String version, InstallChoice choice);

  /**
   * Puts an earlier version in the place of the one that runs, which is kept in turn. It works on
   * the tables as they are now: data stays.
   *
   * @param version one that is kept; null: the latest of them
   * @throws io.custode.api.error.NotFound if the plugin is not installed or the version not kept
   * @throws io.custode.api.error.Conflict if its publisher is not trusted any more, the plan is
   *     refused, or it does not work; nothing was changed
   */
  default InstalledPlugin rollback(PluginId id, @Nullable String version) {
    return rollback(id, version, InstallChoice.NOTHING);
  }

  /**
   * The same of a version that may touch another plugin.
   *
   * @param choice what was agreed to; what the plan needs besides is refused
   */
  InstalledPlugin rollback(PluginId id, @Nullable String version, InstallChoice choice);

  /**
   * What {@link #uninstall} would do; changes nothing.
   *
   * @throws io.custode.api.error.NotFound if it is not installed
   */
  PluginPlan planUninstall(PluginId id);

  /**
   * Takes it out; its data stays.
   *
   * @throws io.custode.api.error.NotFound if it is not installed
   * @throws io.custode.api.error.Conflict if another plugin needs it; nothing was changed
   */
  PluginPlan uninstall(PluginId id);

  /**
   * Deletes the data of a plugin that was taken out, on all nodes, for good. Its id still belongs
   * to its publisher.
   *
   * @throws io.custode.api.error.NotFound if it was never installed
   * @throws io.custode.api.error.Conflict if it is installed; nothing was deleted
   */
  void purge(PluginId id);
}
