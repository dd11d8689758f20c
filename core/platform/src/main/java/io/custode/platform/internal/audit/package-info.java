// SPDX-License-Identifier: Apache-2.0
/** The append-only record. */
@NullMarked
package io.custode.platform.internal.audit;

import org.jspecify.annotations.NullMarked;
