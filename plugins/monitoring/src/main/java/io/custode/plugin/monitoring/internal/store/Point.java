// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.store;

/** A measured value. */
public record Point(SeriesName name, long time, double value) {}
