// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.policy;

import io.custode.api.policy.PolicyTarget;
import io.custode.api.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * What one level says.
 *
 * @param tenant whose it is, or null if it is the provider's
 * @param label name of the site or group
 */
record Layer(
    PolicyTarget target, @Nullable TenantId tenant, @Nullable String label, Stored stored) {}
