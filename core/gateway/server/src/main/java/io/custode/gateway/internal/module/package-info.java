// SPDX-License-Identifier: Apache-2.0
/** Endpoint modules, in the database. */
@NullMarked
package io.custode.gateway.internal.module;

import org.jspecify.annotations.NullMarked;
