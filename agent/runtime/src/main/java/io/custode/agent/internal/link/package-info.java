// SPDX-License-Identifier: Apache-2.0
/** The connection to the platform and the conversation over it. */
@NullMarked
package io.custode.agent.internal.link;

import org.jspecify.annotations.NullMarked;
