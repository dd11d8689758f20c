// SPDX-License-Identifier: Apache-2.0
/** What the provider says of itself. */
@NullMarked
package io.custode.platform.internal.provider;

import org.jspecify.annotations.NullMarked;
