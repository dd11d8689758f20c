// SPDX-License-Identifier: Apache-2.0
/**
 * Tests against the real thing: {@link io.custode.testing.CustodeTest} starts the distribution as a
 * process and hands a {@link io.custode.testing.Custode} to the tests. In test scope only.
 */
@NullMarked
package io.custode.testing;

import org.jspecify.annotations.NullMarked;
