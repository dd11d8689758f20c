// SPDX-License-Identifier: Apache-2.0
/** One runner for every command and every door. */
@NullMarked
package io.custode.platform.internal.command;

import org.jspecify.annotations.NullMarked;
