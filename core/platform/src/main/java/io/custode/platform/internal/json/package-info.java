// SPDX-License-Identifier: Apache-2.0
/** Records to JSON and back. */
@NullMarked
package io.custode.platform.internal.json;

import org.jspecify.annotations.NullMarked;
