// SPDX-License-Identifier: Apache-2.0
/** Plain Java programs that bin/custode runs; no OSGi here but the start of the framework. */
@NullMarked
package io.custode.launcher;

import org.jspecify.annotations.NullMarked;
