// SPDX-License-Identifier: Apache-2.0
package io.custode.api.command;

import io.custode.api.access.Principal;
import io.custode.api.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Who runs a command, where.
 *
 * @param tenant the bound tenant, or null
 * @param door {@code rest} or {@code shell}
 */
public record CommandContext(Principal principal, @Nullable TenantId tenant, String door) {}
