// SPDX-License-Identifier: Apache-2.0
package io.custode.core.gate;

import io.custode.api.error.Problem;
import io.custode.api.plugin.PluginId;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Which plugins were taken out of service. Asked at each request to a plugin: must be cheap. */
@ProviderType
public interface OutOfService {
  /**
   * @return what a caller of the plugin is told; empty if it is in service, or not there at all
   */
  Optional<Problem> why(PluginId plugin);
}
