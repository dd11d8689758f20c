// SPDX-License-Identifier: Apache-2.0
/** Versions of the agent's program, in the database, and how agents get them. */
@NullMarked
package io.custode.gateway.internal.release;

import org.jspecify.annotations.NullMarked;
