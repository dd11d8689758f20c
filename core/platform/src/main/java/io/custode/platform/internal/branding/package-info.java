// SPDX-License-Identifier: Apache-2.0
/** What the customers' portal looks like, by tenant. */
@NullMarked
package io.custode.platform.internal.branding;

import org.jspecify.annotations.NullMarked;
