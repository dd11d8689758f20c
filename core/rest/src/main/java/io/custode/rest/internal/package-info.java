// SPDX-License-Identifier: Apache-2.0
/** Settings of the REST door. */
@NullMarked
package io.custode.rest.internal;

import org.jspecify.annotations.NullMarked;
