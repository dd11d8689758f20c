// SPDX-License-Identifier: Apache-2.0
/** The verbs that every agent has. */
@NullMarked
package io.custode.agent.internal.handler;

import org.jspecify.annotations.NullMarked;
