// SPDX-License-Identifier: Apache-2.0
/** Live events and metrics as server-sent events. */
@NullMarked
package io.custode.rest.internal.event;

import org.jspecify.annotations.NullMarked;
