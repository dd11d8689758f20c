// SPDX-License-Identifier: Apache-2.0
/** How long what happened is kept. */
@NullMarked
package io.custode.platform.internal.retention;

import org.jspecify.annotations.NullMarked;
