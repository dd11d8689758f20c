// SPDX-License-Identifier: Apache-2.0
/** Files of the agent's home, written so that a crash leaves the old or the new. */
@NullMarked
package io.custode.agent.internal.store;

import org.jspecify.annotations.NullMarked;
