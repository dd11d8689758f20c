// SPDX-License-Identifier: Apache-2.0
package io.custode.core.trust;

import io.custode.api.command.Doc;
import io.custode.api.plugin.PluginId;
import java.util.List;

/**
 * What a revocation would stop, or does stop if it holds.
 *
 * @param machines that have modules of these plugins now, of all tenants
 */
public record RevocationPlan(
    @Doc("key: or jar: and its SHA-256") String what,
    @Doc("Plugins that are installed and would be out of service on all nodes")
        List<PluginId> plugins,
    @Doc("Machines that would lose modules of these plugins") int machines) {}
