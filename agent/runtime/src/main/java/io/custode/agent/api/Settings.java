// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.api;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** What a module may know of the agent it runs in. */
@ProviderType
public interface Settings {
  String agentId();

  /**
   * A directory of the module's own, kept over updates; exists, and only the agent's user reads it.
   */
  Path data();

  /**
   * @return the platform's time, empty as long as it is not known for sure
   */
  Optional<Instant> platformTime();
}
