// SPDX-License-Identifier: Apache-2.0
/** The last minutes of every asset, in memory. */
@NullMarked
package io.custode.gateway.internal.metric;

import org.jspecify.annotations.NullMarked;
