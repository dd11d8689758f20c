// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.secret.SecretValue;

/**
 * A value to set.
 *
 * @param value 1 to 16,384 bytes of UTF-8
 */
public record NewSecret(SecretValue value) {}
