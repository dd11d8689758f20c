// SPDX-License-Identifier: Apache-2.0
/** Starting and stopping, and what bin/custode says when it cannot. */
@NullMarked
package io.custode.itests.launcher;

import org.jspecify.annotations.NullMarked;
