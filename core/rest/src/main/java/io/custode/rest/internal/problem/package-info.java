// SPDX-License-Identifier: Apache-2.0
/** Refusals as RFC 9457 documents. */
@NullMarked
package io.custode.rest.internal.problem;

import org.jspecify.annotations.NullMarked;
