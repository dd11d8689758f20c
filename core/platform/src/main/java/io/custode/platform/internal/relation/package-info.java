// SPDX-License-Identifier: Apache-2.0
/** How assets hang together. */
@NullMarked
package io.custode.platform.internal.relation;

import org.jspecify.annotations.NullMarked;
