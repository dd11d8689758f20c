// SPDX-License-Identifier: Apache-2.0
/** Turns JAX-RS resources of any bundle into routes, and takes them back without a trace. */
@NullMarked
package io.custode.rest.internal.publish;

import org.jspecify.annotations.NullMarked;
