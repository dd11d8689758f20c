// SPDX-License-Identifier: Apache-2.0
/** What the machine is and how it fares. */
@NullMarked
package io.custode.agent.internal.machine;

import org.jspecify.annotations.NullMarked;
