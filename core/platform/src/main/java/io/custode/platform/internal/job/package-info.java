// SPDX-License-Identifier: Apache-2.0
/** Jobs: when they are due, who runs them, how they ended. */
@NullMarked
package io.custode.platform.internal.job;

import org.jspecify.annotations.NullMarked;
