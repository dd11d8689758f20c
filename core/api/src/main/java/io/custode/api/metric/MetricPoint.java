// SPDX-License-Identifier: Apache-2.0
package io.custode.api.metric;

import java.time.Instant;

/**
 * One value.
 *
 * @param name dotted, {@code cpu.used}
 * @param unit UCUM-like: {@code %}, {@code By}, {@code By/s}, {@code 1}
 * @param at by the agent's clock, corrected by the measured offset
 */
public record MetricPoint(String name, String unit, double value, Instant at) {}
