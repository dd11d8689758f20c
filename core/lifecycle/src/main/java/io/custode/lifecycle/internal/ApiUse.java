// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.plugin.PluginId;

/**
 * Why an API bundle is there.
 *
 * @param plugin for whom
 * @param sha256 of the API bundle
 * @param kept whether the plugin does not bring it, but uses it while whoever brought it has
 *     another one
 */
record ApiUse(PluginId plugin, String sha256, boolean kept) {}
