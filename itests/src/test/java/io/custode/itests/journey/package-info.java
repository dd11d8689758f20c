// SPDX-License-Identifier: Apache-2.0
/** The main job, from enrolment to an action's end, on a real machine. */
@NullMarked
package io.custode.itests.journey;

import org.jspecify.annotations.NullMarked;
