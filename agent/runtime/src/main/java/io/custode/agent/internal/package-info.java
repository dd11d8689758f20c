// SPDX-License-Identifier: Apache-2.0
/** The agent's program: arguments, start and stop. */
@NullMarked
package io.custode.agent.internal;

import org.jspecify.annotations.NullMarked;
