// SPDX-License-Identifier: Apache-2.0
/** Asset groups: their rows, and filters as queries. */
@NullMarked
package io.custode.platform.internal.group;

import org.jspecify.annotations.NullMarked;
