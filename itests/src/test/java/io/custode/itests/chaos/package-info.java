// SPDX-License-Identifier: Apache-2.0
/** Everything is killed, and nothing is lost. */
@NullMarked
package io.custode.itests.chaos;

import org.jspecify.annotations.NullMarked;
