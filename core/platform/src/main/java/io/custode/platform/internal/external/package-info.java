// SPDX-License-Identifier: Apache-2.0
/** By which keys sources outside know our things. */
@NullMarked
package io.custode.platform.internal.external;

import org.jspecify.annotations.NullMarked;
