// SPDX-License-Identifier: Apache-2.0
/** Agreements: their rows and rules. */
@NullMarked
package io.custode.platform.internal.agreement;

import org.jspecify.annotations.NullMarked;
