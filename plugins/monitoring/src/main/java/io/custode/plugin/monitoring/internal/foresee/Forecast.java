// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.foresee;

import java.time.Instant;

/**
 * When a series will reach a limit.
 *
 * @param at most likely
 * @param earliest with nine in ten it is not before
 * @param latest with nine in ten it is not after; the end of time if that is not known
 */
record Forecast(Instant at, Instant earliest, Instant latest) {}
