// SPDX-License-Identifier: Apache-2.0
/** Backups of the platform, and what comes back from them. */
@NullMarked
package io.custode.itests.backup;

import org.jspecify.annotations.NullMarked;
