// SPDX-License-Identifier: Apache-2.0
/** While a plugin changes, its commands wait, and its jobs and listeners begin nothing. */
@NullMarked
package io.custode.platform.internal.gate;

import org.jspecify.annotations.NullMarked;
