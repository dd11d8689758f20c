// SPDX-License-Identifier: Apache-2.0
package io.custode.api.secret;

import io.custode.api.tenant.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That there is a secret; never what it is.
 *
 * @param tenant whose it is; null for the provider's
 * @param changedAt when its value was set
 * @param keyId the key of the home that it is kept under
 */
public record SecretInfo(
    SecretName name, @Nullable TenantId tenant, Instant changedAt, String keyId) {}
