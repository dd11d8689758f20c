// SPDX-License-Identifier: Apache-2.0
package io.custode.api.rollout;

/**
 * A step that rollouts can take at this moment.
 *
 * @param id {@code <plugin>.<noun>}
 * @param description one sentence of what it does, and of the target that it reads
 */
public record RolloutStepInfo(String id, String description) {}
