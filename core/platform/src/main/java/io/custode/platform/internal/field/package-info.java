// SPDX-License-Identifier: Apache-2.0
/** Fields that the MSP added. */
@NullMarked
package io.custode.platform.internal.field;

import org.jspecify.annotations.NullMarked;
