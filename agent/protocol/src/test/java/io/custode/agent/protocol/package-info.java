// SPDX-License-Identifier: Apache-2.0
/** Tests of the agent link's encoding. */
@NullMarked
package io.custode.agent.protocol;

import org.jspecify.annotations.NullMarked;
