// SPDX-License-Identifier: Apache-2.0
/** The resources of core: each method is a permission, a call and a record. */
@NullMarked
package io.custode.rest.internal.core;

import org.jspecify.annotations.NullMarked;
