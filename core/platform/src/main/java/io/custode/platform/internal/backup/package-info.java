// SPDX-License-Identifier: Apache-2.0
/** Backups of the platform itself: all rows, and the home. */
@NullMarked
package io.custode.platform.internal.backup;

import org.jspecify.annotations.NullMarked;
