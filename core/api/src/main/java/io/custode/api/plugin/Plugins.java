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
   * Takes a jar from who has it at hand, at most 64 MiB. Nothing of it is looked at or runs before
   * a plan or an install names it. It waits for a day; of more than ten the oldest are forgotten.
   *
   * @throws io.custode.api.error.Invalid if it is empty or too large
   */
  PluginUpload upload(InputStream jar);

  /**
   * Reads and checks the jar; changes nothing.
   *
   * @param source where the jar is, at most 64 MiB: {@code file:/path/to/plugin.jar} on the
   *     platform's machine, {@code https://host/plugin.jar#sha256=<64 hexadecimal digits>}, or what
   *     {@link #upload} said
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
  default InstalledPlugin install(String source) {
    return install(source, false);
  }

  /**
   * The same of a plugin that may rewrite what is in its tables.
   *
   * @param acceptRewrite whether steps of the plan that rewrite data are agreed to; without it an
   *     update with such a step is refused
   */
  InstalledPlugin install(String source, boolean acceptRewrite);

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
  PluginPlan planRollback(PluginId id, @Nullable String version);

  /**
   * Puts an earlier version in the place of the one that runs, which is kept in turn. It works on
   * the tables as they are now: data stays.
   *
   * @param version one that is kept; null: the latest of them
   * @throws io.custode.api.error.NotFound if the plugin is not installed or the version not kept
   * @throws io.custode.api.error.Conflict if its publisher is not trusted any more, the plan is
   *     refused, or it does not work; nothing was changed
   */
  InstalledPlugin rollback(PluginId id, @Nullable String version);

  /**
   * Takes it out; its data stays.
   *
   * @throws io.custode.api.error.NotFound if it is not installed
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
