// SPDX-License-Identifier: Apache-2.0
/**
 * The one servlet in front of everything under /api: who calls, which tenant, how much, and whether
 * a plugin takes requests now.
 */
@NullMarked
package io.custode.rest.internal.gate;

import org.jspecify.annotations.NullMarked;
