// SPDX-License-Identifier: Apache-2.0
/** Nobody sees or does what is not his: walked over everything that is published. */
@NullMarked
package io.custode.itests.leak;

import org.jspecify.annotations.NullMarked;
