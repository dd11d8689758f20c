// SPDX-License-Identifier: Apache-2.0
/** Who this agent is: key, certificates, enrolment, renewal, and TLS with them. */
@NullMarked
package io.custode.agent.internal.identity;

import org.jspecify.annotations.NullMarked;
