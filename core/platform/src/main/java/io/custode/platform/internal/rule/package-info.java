// SPDX-License-Identifier: Apache-2.0
/** Rules that every text from outside obeys. */
@NullMarked
package io.custode.platform.internal.rule;

import org.jspecify.annotations.NullMarked;
