// SPDX-License-Identifier: Apache-2.0
/** The agents' port: enrolment, renewal, modules. */
@NullMarked
package io.custode.gateway.internal.enrol;

import org.jspecify.annotations.NullMarked;
