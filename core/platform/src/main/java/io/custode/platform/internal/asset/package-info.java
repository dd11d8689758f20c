// SPDX-License-Identifier: Apache-2.0
/** Assets: identity, inventory, merge proposals. */
@NullMarked
package io.custode.platform.internal.asset;

import org.jspecify.annotations.NullMarked;
