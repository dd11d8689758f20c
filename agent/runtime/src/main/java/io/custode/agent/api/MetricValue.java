// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.api;

/**
 * One measured value.
 *
 * @param name dotted, {@code cpu.used}; what it belongs to follows a colon, {@code disk.used:/home}
 * @param unit UCUM-like: {@code %}, {@code By}, {@code By/s}, {@code s}, {@code 1}
 * @param value one that is not finite is left out
 */
public record MetricValue(String name, String unit, double value) {}
