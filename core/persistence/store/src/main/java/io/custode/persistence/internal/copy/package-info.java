// SPDX-License-Identifier: Apache-2.0
/** Copies of all rows, made from one database and loaded into another. */
@NullMarked
package io.custode.persistence.internal.copy;

import org.jspecify.annotations.NullMarked;
