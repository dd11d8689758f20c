// SPDX-License-Identifier: Apache-2.0
/** The action queue. */
@NullMarked
package io.custode.platform.internal.action;

import org.jspecify.annotations.NullMarked;
