// SPDX-License-Identifier: Apache-2.0
package io.custode.api.retention;

import org.jspecify.annotations.Nullable;

/**
 * How long something is kept.
 *
 * @param days null: for ever, as it is until somebody says otherwise
 * @param leastDays fewer are refused
 */
public record RetentionRule(RetentionKind kind, @Nullable Integer days, int leastDays) {}
