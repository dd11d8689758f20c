// SPDX-License-Identifier: Apache-2.0
/** The shell: sign-in over SSH, lines to commands, results to tables. */
@NullMarked
package io.custode.shell.internal;

import org.jspecify.annotations.NullMarked;
