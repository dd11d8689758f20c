// SPDX-License-Identifier: Apache-2.0
/** Compliance: asking the sources, and keeping what they said. */
@NullMarked
package io.custode.platform.internal.compliance;

import org.jspecify.annotations.NullMarked;
