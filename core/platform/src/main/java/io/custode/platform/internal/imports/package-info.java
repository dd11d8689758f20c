// SPDX-License-Identifier: Apache-2.0
/** Imports from CSV files. */
@NullMarked
package io.custode.platform.internal.imports;

import org.jspecify.annotations.NullMarked;
