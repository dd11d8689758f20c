// SPDX-License-Identifier: Apache-2.0
/** Artemis as a broker for our agents, and nothing else of it. */
@NullMarked
package io.custode.broker.internal;

import org.jspecify.annotations.NullMarked;
