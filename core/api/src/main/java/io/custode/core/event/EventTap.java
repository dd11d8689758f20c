// SPDX-License-Identifier: Apache-2.0
package io.custode.core.event;

import io.custode.api.json.Json;
import io.custode.api.tenant.TenantId;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/** Sees every event as JSON as it is delivered: live streams. Must return at once. */
@ConsumerType
@FunctionalInterface
public interface EventTap {
  /**
   * @param type simple name of the event's record, {@code AssetRetired}
   * @param tenant or null for events of the provider's
   */
  void on(String type, @Nullable TenantId tenant, Json event);
}
