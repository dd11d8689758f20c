// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.api;

import java.time.Instant;
import org.osgi.annotation.versioning.ProviderType;

/** The action that is being run. */
@ProviderType
public interface ActionContext {
  String id();

  /** When the handler is interrupted, by this machine's clock. */
  Instant deadline();
}
