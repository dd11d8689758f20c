// SPDX-License-Identifier: Apache-2.0
/** Agents and enrolment tokens, in the database. */
@NullMarked
package io.custode.gateway.internal.agent;

import org.jspecify.annotations.NullMarked;
