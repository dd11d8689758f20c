// SPDX-License-Identifier: Apache-2.0
/**
 * The agent replaces its own program; the launcher ({@code bin/custode-agent}) has the other half.
 */
@NullMarked
package io.custode.agent.internal.upgrade;

import org.jspecify.annotations.NullMarked;
