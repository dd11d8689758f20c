// SPDX-License-Identifier: Apache-2.0
/** Rollouts on a whole platform. */
@NullMarked
package io.custode.itests.rollout;

import org.jspecify.annotations.NullMarked;
