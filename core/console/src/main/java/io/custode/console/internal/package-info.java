// SPDX-License-Identifier: Apache-2.0
/** Serves the console's pages; what they show, they ask of the API. */
@NullMarked
package io.custode.console.internal;

import org.jspecify.annotations.NullMarked;
