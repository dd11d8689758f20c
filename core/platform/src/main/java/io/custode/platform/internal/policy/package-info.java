// SPDX-License-Identifier: Apache-2.0
/** Policies: their types, their rows, and what applies where. */
@NullMarked
package io.custode.platform.internal.policy;

import org.jspecify.annotations.NullMarked;
