// SPDX-License-Identifier: Apache-2.0
/** Who may do what in the shell. */
@NullMarked
package io.custode.itests.shell;

import org.jspecify.annotations.NullMarked;
