// SPDX-License-Identifier: Apache-2.0
/** Tenants and sites. */
@NullMarked
package io.custode.platform.internal.tenant;

import org.jspecify.annotations.NullMarked;
