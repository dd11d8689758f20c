// SPDX-License-Identifier: Apache-2.0
package io.custode.api.retention;

import java.time.Instant;

/**
 * What a rule would delete now.
 *
 * @param before what ended before then
 * @param rows of all tenants
 */
public record RetentionCount(RetentionKind kind, Instant before, long rows) {}
