// SPDX-License-Identifier: Apache-2.0
/** Alerts and what is expected: their rows and rules. */
@NullMarked
package io.custode.platform.internal.alert;

import org.jspecify.annotations.NullMarked;
