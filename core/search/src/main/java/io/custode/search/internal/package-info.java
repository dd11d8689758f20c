// SPDX-License-Identifier: Apache-2.0
/**
 * Finds things by words. The index is a cache: what it holds can be read again from its sources.
 */
@NullMarked
package io.custode.search.internal;

import org.jspecify.annotations.NullMarked;
