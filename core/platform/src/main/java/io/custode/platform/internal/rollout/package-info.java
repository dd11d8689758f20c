// SPDX-License-Identifier: Apache-2.0
/** Rollouts: their rows, their rules, and what moves them on. */
@NullMarked
package io.custode.platform.internal.rollout;

import org.jspecify.annotations.NullMarked;
