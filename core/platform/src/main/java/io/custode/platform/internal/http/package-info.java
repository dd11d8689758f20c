// SPDX-License-Identifier: Apache-2.0
/** The way out for plugins. */
@NullMarked
package io.custode.platform.internal.http;

import org.jspecify.annotations.NullMarked;
