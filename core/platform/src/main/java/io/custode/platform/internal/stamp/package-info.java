// SPDX-License-Identifier: Apache-2.0
/** Counts of changes, by which every node notices that what it remembers is old. */
@NullMarked
package io.custode.platform.internal.stamp;

import org.jspecify.annotations.NullMarked;
