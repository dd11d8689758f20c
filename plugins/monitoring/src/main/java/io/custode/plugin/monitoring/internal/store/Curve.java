// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.store;

import java.util.List;

/**
 * A series for people to look at.
 *
 * @param resolution what it was read from
 * @param step from the start of one bucket to the next, and what each covers; 0 if each is one
 *     value at its time
 * @param buckets oldest first, those without values left out
 */
public record Curve(Resolution resolution, long step, List<Bucket> buckets) {}
