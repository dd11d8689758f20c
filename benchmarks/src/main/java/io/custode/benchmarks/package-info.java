// SPDX-License-Identifier: Apache-2.0
/** A fleet in one process, to measure the platform under it. */
@NullMarked
package io.custode.benchmarks;

import org.jspecify.annotations.NullMarked;
