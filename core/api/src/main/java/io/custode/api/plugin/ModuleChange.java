// SPDX-License-Identifier: Apache-2.0
package io.custode.api.plugin;

import org.jspecify.annotations.Nullable;

/**
 * A module for the agents that comes, changes or goes with the plugin.
 *
 * @param name symbolic name of the module
 * @param from version that the agents have been given so far; null if it comes
 * @param to version that they will be given; null if it goes
 */
public record ModuleChange(String name, @Nullable String from, @Nullable String to) {}
