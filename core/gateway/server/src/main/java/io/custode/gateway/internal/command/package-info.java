// SPDX-License-Identifier: Apache-2.0
/** Commands of the gateway. */
@NullMarked
package io.custode.gateway.internal.command;

import org.jspecify.annotations.NullMarked;
