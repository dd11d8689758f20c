// SPDX-License-Identifier: Apache-2.0
/** Plugins come and go under load. */
@NullMarked
package io.custode.itests.hot;

import org.jspecify.annotations.NullMarked;
