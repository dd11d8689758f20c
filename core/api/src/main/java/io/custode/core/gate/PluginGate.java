// SPDX-License-Identifier: Apache-2.0
package io.custode.core.gate;

import io.custode.api.plugin.PluginId;
import java.time.Duration;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * While a plugin changes, its new requests wait and those under way end. Each door that calls
 * plugins offers one: REST for resources, the platform for commands, jobs and listeners.
 */
@ProviderType
public interface PluginGate {
  /**
   * New requests are parked from now on (bounded in number and time, then 503 with Retry-After).
   */
  void hold(PluginId plugin);

  /**
   * @return whether all requests under way ended in time
   */
  boolean drain(PluginId plugin, Duration atMost);

  /** Lets the parked requests go on: to the plugin as it is now, or to 404 if it is gone. */
  void open(PluginId plugin);

  /**
   * @return whether at least that many resources of the plugin are published within the time
   */
  boolean awaitPublished(PluginId plugin, int resources, Duration atMost);

  /**
   * @return for people: what of the plugin this door does not take, and why; empty if it takes all
   */
  default Optional<String> refusal(PluginId plugin) {
    return Optional.empty();
  }
}
