// SPDX-License-Identifier: Apache-2.0
package io.custode.api.event;

import io.custode.api.tenant.TenantId;

/**
 * An event of one tenant: seen only by those who see that tenant; its listeners run bound to it.
 */
public interface TenantEvent extends DomainEvent {
  TenantId tenant();
}
