// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring;

import io.custode.api.plugin.CustodePlugin;
import org.osgi.annotation.bundle.Header;

/** Marks the plugin, and says what it may do. */
@CustodePlugin(id = "monitoring")
@Header(
    name = "Custode-Capabilities",
    value = "tables:provider, permission:monitoring.metric.read, ui:asset.section")
final class Monitoring {
  private Monitoring() {}
}
