// SPDX-License-Identifier: Apache-2.0
/** What the guides say is done as it stands there. */
@NullMarked
package io.custode.itests.guide;

import org.jspecify.annotations.NullMarked;
