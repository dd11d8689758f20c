// SPDX-License-Identifier: Apache-2.0
/** The agent as it is shipped, and what becomes of it. */
@NullMarked
package io.custode.itests.agent;

import org.jspecify.annotations.NullMarked;
