// SPDX-License-Identifier: Apache-2.0
/** Homes of earlier versions. */
@NullMarked
package io.custode.itests.upgrade;

import org.jspecify.annotations.NullMarked;
