// SPDX-License-Identifier: Apache-2.0
package io.custode.api.plugin;

import io.custode.api.command.Doc;
import java.time.Instant;

/**
 * How a plugin is on one node, as that node said itself.
 *
 * @param fault why it does not work, else empty
 * @param live whether the node said something within the last minute
 */
public record PluginHealth(
    PluginId plugin,
    String node,
    @Doc("The version that the node runs or tries to run") String version,
    InstalledPlugin.State state,
    String fault,
    @Doc("Since when it is so") Instant since,
    @Doc("When the node said so last") Instant seenAt,
    boolean live,
    @Doc("REST resources that are there") int routes,
    @Doc("Commands that are there") int commands,
    @Doc("Jobs that are there") int jobs,
    @Doc("Whether it has pages and runs; what is wrong with them is in /health") boolean pages) {}
