// SPDX-License-Identifier: Apache-2.0
/** A platform small enough to test the gateway on: real database, the rest in memory. */
@NullMarked
package io.custode.gateway.internal.testing;

import org.jspecify.annotations.NullMarked;
