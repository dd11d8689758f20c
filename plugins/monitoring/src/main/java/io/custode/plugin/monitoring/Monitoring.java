// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring;

import io.custode.api.plugin.CustodePlugin;

/** Marks the plugin, which so far is a store that nobody fills. */
@CustodePlugin(id = "monitoring")
final class Monitoring {
  private Monitoring() {}
}
