// SPDX-License-Identifier: Apache-2.0
package io.custode.api.rollout;

/**
 * How many assets of a ring are how far.
 *
 * @param ring from 1
 */
public record RingProgress(
    RolloutId rollout,
    int ring,
    int waiting,
    int started,
    int succeeded,
    int failed,
    int skipped) {}
