// SPDX-License-Identifier: Apache-2.0
/** What became of things. */
@NullMarked
package io.custode.platform.internal.history;

import org.jspecify.annotations.NullMarked;
