// SPDX-License-Identifier: Apache-2.0
/** Events from the outboxes to their listeners. */
@NullMarked
package io.custode.platform.internal.event;

import org.jspecify.annotations.NullMarked;
