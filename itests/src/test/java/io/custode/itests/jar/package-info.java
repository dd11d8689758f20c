// SPDX-License-Identifier: Apache-2.0
/** Jars that tests make for themselves. */
@NullMarked
package io.custode.itests.jar;

import org.jspecify.annotations.NullMarked;
