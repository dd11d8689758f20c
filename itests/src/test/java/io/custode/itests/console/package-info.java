// SPDX-License-Identifier: Apache-2.0
/** The console in a real browser, on the real server. */
@NullMarked
package io.custode.itests.console;

import org.jspecify.annotations.NullMarked;
