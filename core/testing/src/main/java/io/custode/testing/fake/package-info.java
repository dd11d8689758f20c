// SPDX-License-Identifier: Apache-2.0
/**
 * Services of the API in memory, for unit tests of a plugin's components: made with {@code new},
 * one per test, not for several threads. They keep and find as the real ones do, for one tenant;
 * what only the platform can judge (permissions, revisions, capabilities, transactions) is for
 * {@link io.custode.testing.CustodeTest}.
 */
@NullMarked
package io.custode.testing.fake;

import org.jspecify.annotations.NullMarked;
