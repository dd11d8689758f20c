// SPDX-License-Identifier: Apache-2.0
/** The Debian packages, in a Debian of their own. */
@NullMarked
package io.custode.itests.deb;

import org.jspecify.annotations.NullMarked;
