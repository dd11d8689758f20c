// SPDX-License-Identifier: Apache-2.0
/** Authenticated encryption, once for all that keeps something unreadable in the database. */
@NullMarked
package io.custode.platform.internal.seal;

import org.jspecify.annotations.NullMarked;
