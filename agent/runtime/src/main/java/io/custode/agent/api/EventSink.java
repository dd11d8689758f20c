// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.api;

import org.osgi.annotation.versioning.ProviderType;

/** Takes notice of what happened on the machine. */
@ProviderType
public interface EventSink {
  /** Software, disks or interfaces changed: the agent looks again now and not within the hour. */
  void machineChanged();
}
