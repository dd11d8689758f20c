// SPDX-License-Identifier: Apache-2.0
/** What all of the gateway stands on: its settings and its way into the platform. */
@NullMarked
package io.custode.gateway.internal;

import org.jspecify.annotations.NullMarked;
